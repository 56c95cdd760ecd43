/** `tsx --conditions crosswalk-source bench/agree.ts <slug>…`: whether the hand-written mappers give what the mapping files give. */
import { isSame } from './compare.js'
import { casesOf, connectionOf } from './subjects.js'

for (const slug of process.argv.slice(2)) {
  const { floor } = (await import(`./floor/${slug}.js`)) as { floor: unknown }
  const { program, bound } = connectionOf(slug).inside
  let [same, shown] = [0, 0]
  for (const { corpus, number, event, settings, options } of casesOf(slug)) {
    const expected = program.map(event, settings, bound, options)
    const given = (floor as (...all: unknown[]) => unknown)(event, settings, options)
    if (isSame(given, expected)) same++
    else if (shown++ < 3) {
      console.log(slug, corpus, number)
      console.log('expected', JSON.stringify(expected))
      console.log('given   ', JSON.stringify(given))
    }
  }
  console.log(`${slug}: ${same} events the same, ${shown} not`)
  if (shown > 0) process.exitCode = 1
}
