import { expect } from 'vitest'
import type { CanonicalEvent } from '../src/event/canonical.js'
import { UNMET } from '../src/mapping/compiling.js'
import { interpreter } from '../src/mapping/interpret.js'
import type { OwnFunction } from '../src/mapping/own-step.js'
import { parseMapping } from '../src/mapping/parse.js'
import type { Mapped } from '../src/mapping/program.js'
import { generated } from './generated.js'

const oddities: Record<string, unknown> = {
  bigint: 12n,
  half: 'a\ud800',
  'negative zero': -0,
  'no number': Number.NaN,
  symbol: Symbol('a'),
  unmet: UNMET,
  function: () => 'a',
}
/** What a function gives of which others hold the same. */
export const held = { a: 1, gone: undefined }
export const functions: Record<string, OwnFunction> = {
  odd: (name) => oddities[String(name)],
  held: () => held,
}
export const names = {
  actions: ['event'],
  settings: ['path', 'names'],
  functions: Object.keys(functions),
}

function parsed(file: object) {
  return parseMapping(
    {
      destination: 'example',
      title: 'Example',
      docs: ['https://example.com/'],
      checked: '2026-03-14',
      version: '1.0.0',
      ...file,
    },
    names,
  )
}

export function isMapping(file: object): boolean {
  try {
    parsed(file)
    return true
  } catch {
    return false
  }
}

/** A mapping of one action, or of several rules, interpreted and generated. */
export async function bothOf(file: object) {
  const tree = parsed(file)
  return [interpreter(tree, functions), await generated(tree, functions)] as const
}

export const one = (fields: object) => ({
  rules: [{ name: 'all', emit: [{ action: 'event', fields }] }],
})

export function eventWith(properties: Record<string, unknown>, rest: Partial<CanonicalEvent> = {}) {
  const none = { traits: {}, context: {}, user: {}, integrations: {}, sent: {} }
  return { type: 'track', timestamp: 0, messageId: 'm', ...none, properties, ...rest } as const
}

/** What both programs give, which must be the same. */
export async function mapped(
  file: object,
  event: CanonicalEvent,
  settings: Record<string, unknown> = {},
): Promise<Mapped> {
  const [given, again] = (await bothOf(file)).map((program) =>
    program.map(event, settings, program.bind(settings), undefined),
  )
  expect(again).toStrictEqual(given)
  return given as Mapped
}

/** The payload of the first action. */
export async function payloadOf(...given: Parameters<typeof mapped>) {
  const result = await mapped(...given)
  if (result.outcome !== 'mapped') throw new Error(JSON.stringify(result))
  return result.actions[0]?.payload
}
