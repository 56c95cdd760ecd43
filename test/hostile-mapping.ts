import { expect } from 'vitest'
import { CrosswalkError, type Problem } from '../src/errors.js'
import type { CanonicalEvent } from '../src/event/canonical.js'
import { interpreter } from '../src/mapping/interpret.js'
import type { OwnFunction } from '../src/mapping/own-step.js'
import { type ModuleNames, parseMapping } from '../src/mapping/parse.js'
import { closed, open, type Place, type Placed } from './generate/hostile-places.js'
import type { Json } from './generate/mapping/drawing.js'
import { imported, sourceOf } from './generated.js'
import { areSame, pairOf } from './same-outcome.js'
import { shapeOf } from './source-shape.js'

interface Written {
  file: Json
  names: ModuleNames
  functions: Record<string, OwnFunction>
  settings: Json
  events: CanonicalEvent[]
}

/** A file of a rule for each place, and an event for each rule. */
function written(places: Places): Written {
  const all = places.map(([, placed]) => placed)
  const rules = places.map(([name, { action, rule }]) => ({
    name,
    emit: [{ action: 'send', ...action }],
    ...rule,
    when: { event: name, ...(rule?.when as object) },
  }))
  return {
    file: {
      destination: 'example',
      title: 'Example',
      docs: ['https://example.com/'],
      checked: '2026-03-14',
      version: '1.0.0',
      ...merged(all.map(({ file }) => file)),
      tables: merged(all.map(({ file }) => file?.tables as Json)),
      parts: merged(all.map(({ file }) => file?.parts as Json)),
      rules,
    },
    names: {
      actions: ['send', ...all.flatMap(({ names }) => names?.actions ?? [])],
      settings: all.flatMap(({ names }) => names?.settings ?? []),
      functions: all.flatMap(({ names }) => names?.functions ?? []),
    },
    functions: merged(all.map(({ functions }) => functions)),
    settings: merged(all.map(({ settings }) => settings)),
    events: places.map(([event, { properties = {} }]) => ({
      ...{ type: 'track', event, timestamp: 0, messageId: 'm', properties },
      ...{ traits: {}, context: {}, user: {}, integrations: {}, sent: {} },
    })),
  }
}

function merged<Value>(
  objects: readonly (Readonly<Record<string, Value>> | undefined)[],
): Record<string, Value> {
  return Object.fromEntries(objects.flatMap((object) => Object.entries(object ?? {})))
}

/** What a file is refused for: nothing for one that is taken. */
function problemsOf({ file, names }: Written): readonly Problem[] {
  try {
    parseMapping(file, names)
    return []
  } catch (error) {
    if (!(error instanceof CrosswalkError)) throw error
    return error.problems
  }
}

type Places = readonly (readonly [name: string, placed: Placed])[]

/** A text at these places, as it is or as something of the same form. */
function at(names: readonly string[], text: (place: string) => string): Places {
  return names.map((name) => [name, (open[name] as Place)(text(name))])
}

/** Paths are as deep, and templates have the same paths. */
function harmless(text: string, place: string): string {
  const words = new Map<string, string>()
  const word = (part: string) => {
    if (!words.has(part)) words.set(part, `harmless${words.size}`)
    return words.get(part) ?? ''
  }
  const plain = (path: string) =>
    path
      .split('.')
      .map((part) => (part.endsWith('[]') ? `${word(part)}[]` : word(part)))
      .join('.')
  if (!place.includes('template')) return plain(text)
  const parts = text.split(/(\\*\{\{.*?\}\}+)/s)
  return parts.map((part, index) => (index % 2 === 1 || part === '' ? part : plain(part))).join('')
}

type Texts = (place: string) => string

const shapes = new Map<string, string>()

/** The shape of what is written of a mapping with texts at these places; many harmless ones are the same. */
function shapeAt(names: readonly string[], text: Texts, file: string): string {
  const key = JSON.stringify([file, names.map((name) => [name, text(name)])])
  const known = shapes.get(key)
  if (known !== undefined) return known
  const { file: mapping, names: module } = written(at(names, text))
  const shape = shapeOf(sourceOf(parseMapping(mapping, module), file))
  if (key.includes('harmless')) shapes.set(key, shape)
  return shape
}

/** The places where a text makes another shape than a harmless one does. */
function harmed(text: string, names: readonly string[], source: string): string[] {
  const plain: Texts = (place) => harmless(text, place)
  if (shapeOf(source) === shapeAt(names, plain, 'harmless')) return []
  // Together, what one place says may be what another says, and is written once.
  return names.filter(
    (name) => shapeAt([name], () => text, text) !== shapeAt([name], plain, 'harmless'),
  )
}

/** How often source of a text was run: by the name that hostile texts call. */
export const canary = { touched: 0 }
Object.defineProperty(globalThis, 'canary', {
  get: () => () => canary.touched++,
  set: () => canary.touched++,
})

const everywhere = Object.keys(open)

/** The places of a mapping file that take a text; what those that do not say must tell what and where. */
export function takers(text: string): readonly string[] {
  const refusals = problemsOf(written(at(everywhere, () => text)))
  expectClear(refusals)
  if (refusals.length === 0) return everywhere
  return everywhere.filter((name) => problemsOf(written(at([name], () => text))).length === 0)
}

/** Holds a text at these places to be data: of the source, and of what it gives. */
export async function expectData(text: string, names: readonly string[]): Promise<void> {
  const { file, names: module, functions, settings, events } = written(at(names, () => text))
  const tree = parseMapping(file, module)
  const source = sourceOf(tree, text)
  expect(harmed(text, names, source)).toEqual([])
  // Readers of source other than JavaScript's end a line or a script here.
  expect(source).not.toMatch(/[\u2028\u2029]|<[!/]/)
  const make = await imported(source)
  const { expected, actual } = pairOf(interpreter(tree, functions), make(functions), settings)
  for (const event of events) {
    const outcome = expected(event, undefined)
    const given = actual(event, undefined)
    if (!areSame(outcome, given)) expect([event.event, given]).toEqual([event.event, outcome])
    expect(areSame(outcome, given), event.event).toBe(true)
  }
  expect(canary.touched).toBe(0)
}

/** Holds places that take words of the language alone to refuse a text. */
export function expectRefused(text: string): void {
  for (const [name, place] of Object.entries(closed)) {
    const refusals = problemsOf(written([[name, place(text)]]))
    expect(refusals, name).not.toEqual([])
    expectClear(refusals)
  }
}

function expectClear(problems: readonly Problem[]): void {
  for (const { code, message, path = '' } of problems) {
    expect(code).toBe('MAPPING_INVALID')
    expect([message, path]).not.toContain('')
  }
}
