/** Runs every contract case of every destination by its program, and prints how many there were. */
import type { Destination } from 'crosswalk'
import { destinations } from 'crosswalk/destinations'
import { contractCases } from 'crosswalk/testing'
import { programHash } from '../src/routing/compiled.js'
import { contractEvents, settingsFor } from './fixtures/read.js'

let generates = true
try {
  new Function('')
} catch {
  generates = false
}
if (generates) throw new Error('code can be made of text here, so this shows nothing')

/** The same module, and how many events its program mapped. */
function watched(module: Destination) {
  const { slug, program } = module
  if (program?.hash !== programHash(module)) throw new Error(`${slug}: no program was written`)
  const seen = { events: 0 }
  const make: typeof program.default = (functions) => {
    const made = program.default(functions)
    return {
      ...made,
      map(...given) {
        seen.events++
        return made.map(...given)
      },
    }
  }
  return { destination: { ...module, program: { ...program, default: make } }, seen }
}

let count = 0
for (const module of destinations as readonly Destination[]) {
  const { destination, seen } = watched(module)
  const settings = settingsFor(destination.slug)
  const events = contractEvents(destination.slug)
  for (const { name, run } of contractCases(destination, { settings, events })) {
    try {
      run()
      count++
    } catch (error) {
      console.error(`${destination.slug}, ${name}: ${(error as Error).message.split('\n')[0]}`)
      process.exitCode = 1
    }
  }
  if (seen.events < events.length) {
    console.error(`${destination.slug}: its program mapped ${seen.events} events only`)
    process.exitCode = 1
  }
}
console.log(count)
