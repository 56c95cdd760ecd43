import { typedPaths } from '../event/catalogue/shape.js'
import { anywhere, catalogue } from '../event/catalogue.js'
import type { Condition, Path } from '../mapping/ast.js'
import type { Check, Parsed } from './check.js'
import { canonicalPaths, type KnownPaths, knownPaths } from './known-paths.js'
import { hint } from './nearest-path.js'
import { type Reading, readingsOf } from './reads.js'

export const properties: Check<Parsed> = {
  name: 'properties',
  description:
    'Properties that no event of a rule has, where it takes catalogued events alone; elsewhere misspelt ones.',
  severity: 'warning',
  *run({ tree }) {
    const readings = [...readingsOf(tree)].flatMap(inProperties)
    // A part is read once for every use: one whose events have the property is what it is for.
    const had = new Set(readings.filter(({ text, paths }) => paths.has(text)).map(mark))
    for (const { text, place, events, paths, beside } of readings.filter(
      (one) => !had.has(mark(one)),
    )) {
      const near = paths.near(text)
      // Beside a right name, or in a part for several rules, it is an app's own: only a slip is told.
      const told = near === undefined ? place.startsWith('rules') : !beside.includes(near)
      if (!told || (events === undefined && near === undefined) || beside.some(paths.has)) continue
      const nobody = events === undefined ? 'no catalogued event' : `none of ${events.join(', ')}`
      yield { path: place, message: `${nobody} has "${text}"${hint(near)}` }
    }
  },
}

/** What is read of the properties, with the events that it can be read of. */
function inProperties({ path, place, when, list, beside }: Reading) {
  const text = whole(path, list)
  if (!text?.startsWith('properties.')) return []
  const events = eventsOf(when)
  const paths = events === undefined ? canonicalPaths : propertiesOf(events)
  return [{ text, place, events, paths, beside }]
}

function mark({ place, text }: { place: string; text: string }): string {
  return `${place} ${text}`
}

/** The path from the event's root: an item's starts where its list does. */
function whole({ root, text }: Path, list: string | undefined): string | undefined {
  if (root !== 'item') return text
  return list === undefined ? undefined : text.replace(/^item/, `${list}[]`)
}

/** The catalogued events that alone can meet the conditions; undefined where others can too. */
function eventsOf(when: readonly Condition[]): string[] | undefined {
  const lists = when.flatMap(({ path, test }) => {
    if (path.text !== 'event') return []
    if (test.kind === 'equals') return [[test.value]]
    if (test.kind === 'oneOf') return [test.values]
    return test.kind === 'in' && test.names.kind === 'literal' ? [test.names.names] : []
  })
  const known = lists.filter((names) => names.every((name) => catalogue.has(String(name))))
  return known.map((names) => names.map(String)).sort((a, b) => a.length - b.length)[0]
}

function propertiesOf(events: readonly string[]): KnownPaths {
  const members = events.map((event) => catalogue.get(event)?.properties ?? {})
  return knownPaths(
    new Map([anywhere, ...members].flatMap((shapes) => [...typedPaths(shapes, 'properties')])),
  )
}
