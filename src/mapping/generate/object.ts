import type { ObjectTree } from '../ast.js'
import { besideOf, needsMessage } from '../object.js'
import { nodeSource, notesTaken } from './node.js'
import type { Scribe } from './scribe.js'
import { literal } from './source.js'

/** Writes an object field by field, and gives the variable that holds it: undefined when it stays empty, or a member's need of it is unmet. */
export function objectSource(tree: ObjectTree, scribe: Scribe): string {
  const { fields, rest, needs, target } = tree
  const out = scribe.name(target === '' ? 'out' : target)
  const result = `${out}_or_not`
  const label = `in_${out}`
  const place = (name: string, value: string) =>
    name === '__proto__'
      ? `put(${out}, ${literal(name)}, ${value})`
      : `${out}[${literal(name)}] = ${value}`
  scribe.add(`let ${result}`, `const ${out} = {}`)
  if (scribe.tells) scribe.add(`run.writing = { out: ${out}, around: run.writing }`)
  scribe.outs.push(out)
  scribe.block(`${label}:`, () => {
    for (const { name, node } of fields) {
      const notes = notesTaken(node, scribe)
      const mark = scribe.name('taken')
      if (notes) scribe.add(`const ${mark} = run.taken.length`)
      const value = nodeSource(node, scribe)
      if (node.required === 'parent') scribe.add(`if (${value} === UNMET) break ${label}`)
      scribe.add(`if (${value} !== undefined) ${place(name, value)}`)
      if (notes) scribe.add(`else untake(run, ${mark})`)
    }
    if (rest !== undefined) {
      const members = nodeSource(rest, scribe, 'kept')
      if (rest.required === 'parent') scribe.add(`if (${members} === UNMET) break ${label}`)
      const { named, ...others } = besideOf(tree)
      const beside = `{ named: new Set(${literal([...named])}), ...${literal(others)} }`
      scribe.add(`pour(${members}, ${out}, ${scribe.constant('beside', beside)}, run)`)
    }
    if (needs.length > 0) {
      const none = needs.map((name) => `!Object.hasOwn(${out}, ${literal(name)})`).join(' && ')
      scribe.add(`if (${none}) fail(run, ${literal(target)}, ${literal(needsMessage(tree))})`)
    }
    scribe.add(`${result} = isEmptied(${out}) ? undefined : ${out}`)
  })
  scribe.outs.pop()
  if (scribe.tells) scribe.add('run.writing = run.writing.around')
  return result
}
