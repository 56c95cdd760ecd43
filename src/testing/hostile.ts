import set from 'lodash/set.js'
import { pathTypes } from '../event/catalogue.js'
import { freezeAll } from './walk.js'

/** An event nobody should send, and what is wrong with it. */
export interface HostileEvent {
  name: string
  event: unknown
}

const base = {
  type: 'track',
  event: 'Something Odd',
  userId: 'user-1',
  anonymousId: 'anonymous-1',
  timestamp: '2026-05-04T08:15:30.123Z',
  context: {
    app: { name: 'Shop', version: '2.4.1', build: '241', namespace: 'com.example.shop' },
    device: { id: 'device-1', type: 'ios', model: 'iPhone15,2', token: 'token-1' },
    os: { name: 'iOS', version: '18.1' },
  },
}

const awkwardMembers =
  '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"toString":"text",' +
  '"hasOwnProperty":1,"a.b":1,"a[0]":2,"":"empty","  ":"blank","žluťoučký 🐎":"unicode","$set":{"x":1},"fine":true}'

const oddValues = {
  bigint: 12345678901234567890n,
  date: new Date(Date.UTC(2026, 0, 2)),
  noDate: new Date(Number.NaN),
  function: () => 'called',
  symbol: Symbol('symbol'),
  notANumber: Number.NaN,
  infinite: Number.POSITIVE_INFINITY,
  negativeZero: -0,
  undefined: undefined,
  map: new Map([['key', 'value']]),
  set: new Set([1]),
  regexp: /a/g,
  bytes: new Uint8Array([1, 2, 3]),
  noPrototype: Object.assign(Object.create(null), { inside: 1 }),
  sparse: [1, undefined, 3],
}

const surrogates = { high: 'a\ud83d', low: '\ude00b', 'key\ud800': 'c', fine: '🐎' }

function deep(levels: number): unknown {
  let value: unknown = 'bottom'
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? { down: value } : [value]
  return value
}

function cyclic(): unknown {
  const properties: Record<string, unknown> = { name: 'round' }
  properties.self = properties
  return { ...base, messageId: 'cyclic', properties }
}

const throwing = {
  get boom(): never {
    throw new Error('this member cannot be read')
  },
}

const refuse = (): never => {
  throw new Error('this proxy cannot be read')
}

/** An object with this value wherever the catalogue knows a member. */
function everywhere(root: string, value: unknown): object {
  const members = {}
  const paths = [...pathTypes.keys()].filter((path) => path.startsWith(`${root}.`))
  for (const path of paths) {
    const isLeaf = !path.includes('[]') && !paths.some((other) => other.startsWith(`${path}.`))
    if (isLeaf) set(members, path.slice(root.length + 1), value)
  }
  return members
}

function make(): HostileEvent[] {
  const events: HostileEvent[] = []
  const add = (name: string, event: unknown) => events.push({ name, event })
  const vary = (name: string, change: object) => {
    add(name, { ...base, messageId: `message ${events.length}`, ...change })
  }
  const without = (name: string, ...members: string[]) => {
    const kept = Object.entries(base).filter(([member]) => !members.includes(member))
    add(name, Object.fromEntries(kept))
  }
  const both = (name: string, members: unknown) => {
    vary(`${name}, as properties`, { properties: members })
    vary(`${name}, as traits`, { type: 'identify', traits: members })
    vary(`${name}, as context`, { context: members })
    vary(`${name}, as a screen`, { type: 'screen', name: 'Home', properties: members })
  }

  for (const event of [null, undefined, 'text', '', 7, Number.NaN, true, 5n, Symbol('event')]) {
    add(`not an object: ${String(event)} (${typeof event})`, event)
  }
  add('a list', [base])
  add('an empty list', [])
  add('an empty object', {})
  add('a function', () => base)
  add('a date', new Date(0))
  vary('unknown type', { type: 'teleport' })
  for (const type of [null, 1, '', {}, ['track'], 'constructor']) {
    vary(`type ${JSON.stringify(type)}`, { type })
  }
  without('no type', 'type')
  without('no ids', 'userId', 'anonymousId', 'context')
  without('no ids, but a device', 'userId', 'anonymousId')
  without('no context', 'context')
  vary('ids that are none', { userId: 'null', anonymousId: '00000000-0000-0000-0000-000000000000' })
  vary('ids that are no text', { userId: { a: 1 }, anonymousId: ['x'], context: {} })
  vary('ids that are numbers', { userId: 12345, anonymousId: 0 })
  vary('ids of 10,000 characters', { userId: 'u'.repeat(10_000), anonymousId: 'a'.repeat(10_000) })
  without('no event name', 'event')
  for (const event of ['', '   ', null, 42, Number.NaN, {}, [], true, '__proto__', 'constructor']) {
    vary(`event name ${JSON.stringify(event)}`, { event })
  }
  vary('event name of 10,000 characters', { event: 'n'.repeat(10_000) })
  vary('event name of a lone surrogate', { event: 'name\ud800' })
  for (const value of [null, [], [1, 2], 'text', 5, true]) both(JSON.stringify(value), value)
  for (const [name, text] of [
    ['text', 'eleven'],
    ['year 50000', '+050000-01-01T00:00:00Z'],
    ['year 50000 in milliseconds', 1_515_000_000_000_000],
    ['1970', '1970-01-01T00:00:00Z'],
    ['zero', 0],
    ['before 1970', -5],
    ['February 30', '2026-02-30'],
    ['an object', {}],
    ['no date at all', new Date(Number.NaN)],
    ['not a number', Number.NaN],
  ] as const) {
    vary(`timestamp: ${name}`, { timestamp: text, originalTimestamp: text, sentAt: text })
    vary(`dates among traits: ${name}`, {
      type: 'identify',
      traits: { createdAt: text, birthday: text },
    })
  }
  without('no timestamp', 'timestamp')
  add('no messageId', { ...base })
  vary('messageId empty', { messageId: '' })
  vary('messageId a number', { messageId: 77 })
  vary('messageId an object', { messageId: { id: 1 } })
  vary('messageId doubled', { messageId: 'doubled' })
  vary('messageId doubled, another event', { messageId: 'doubled', event: 'Another' })
  add('contains itself', cyclic())
  both('1,000 levels deep', { deep: deep(1000) })
  both('150 levels deep', { deep: deep(150) })
  both('awkward names', JSON.parse(awkwardMembers))
  add(
    'awkward names at the top',
    JSON.parse(`${awkwardMembers.slice(0, -1)},"type":"track","event":"Odd","userId":"user-1"}`),
  )
  both('values that JSON has not', oddValues)
  both('lone surrogates', surrogates)
  for (const [name, value] of [
    ['an object that has no text', { toString: 1, valueOf: 1 }],
    ['a list of an object that has no text', [{ toString: 1, valueOf: 1 }]],
  ] as const) {
    vary(`${name}, everywhere`, {
      properties: everywhere('properties', value),
      context: everywhere('context', value),
    })
    vary(`${name}, everywhere about a person`, {
      type: 'identify',
      traits: { ...everywhere('user', value), ...everywhere('traits', value) },
    })
  }
  both('a member that throws', throwing)
  vary('a proxy that throws', { properties: new Proxy({}, { get: refuse, ownKeys: refuse }) })
  vary('5 MB of text', { properties: { text: 'x'.repeat(5_000_000), fine: 1 } })
  vary('5 MB of text, as traits', { type: 'identify', traits: { text: 'x'.repeat(5_000_000) } })
  both('1,000 members', Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`m${n}`, n])))
  vary('integrations that are odd', { integrations: JSON.parse(awkwardMembers) })
  vary('integrations all off', { integrations: { All: false } })
  return events
}

/** Built in to every contract case; frozen, so that a mapper that writes to its input shows. */
export const hostileEvents: readonly HostileEvent[] = freezeAll(make())
