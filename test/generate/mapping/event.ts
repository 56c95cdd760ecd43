import type { CanonicalEvent } from '../../../src/event/canonical.js'
import { callTypes } from '../../../src/event/catalogue.js'
import { isObject, own, put } from '../../../src/event/values.js'
import type { Condition, MappingTree, Path } from '../../../src/mapping/ast.js'
import type { Random } from '../../stand-in/vendor.js'
import { chance, choose, type Json, several } from './drawing.js'
import { drawObject, drawScalar, drawValue } from './values.js'

export interface DrawnInput {
  event: CanonicalEvent
  options: unknown
}

type Names = readonly { name: string; each: boolean }[]

const ids = ['event', 'name', 'category', 'userId', 'anonymousId', 'previousId', 'groupId']
const containers = ['properties', 'traits', 'context', 'user', 'sent', 'options']

/** What is at most of a mapping's paths, and often what one of its rules asks for. */
export function drawInput(random: Random, paths: readonly Path[], tree: MappingTree): DrawnInput {
  const input = roots(random)
  // What is above goes first, so that what is below finds its place.
  for (const { root, names } of paths.toSorted((one, other) => depthOf(one) - depthOf(other))) {
    if (!containers.includes(root) || !chance(random, 0.8)) continue
    if (names.length > 0) set(input, [{ name: root, each: false }, ...names], random)
  }
  if (chance(random, 0.7)) {
    for (const condition of choose(random, tree.rules).when) meet(input, condition, random)
  }
  const { options, ...event } = input
  return { event: event as unknown as CanonicalEvent, options }
}

function depthOf({ names }: Path): number {
  return names.length
}

function roots(random: Random): Json {
  const input: Json = { type: choose(random, callTypes), timestamp: Date.UTC(2026, 2, 2) }
  for (const id of ids) if (chance(random, 0.7)) input[id] = String(drawScalar(random) || 'x')
  if (chance(random, 0.8)) input.messageId = `message-${Math.floor(random() * 1e6)}`
  if (chance(random, 0.1)) input.timeAssumed = true
  for (const name of containers) input[name] = chance(random, 0.5) ? drawObject(random) : {}
  if (chance(random, 0.2)) input.options = drawValue(random)
  return input
}

/** Puts a value at a path; what stands in the way goes. */
function set(into: Json, [first, ...others]: Names, random: Random, value?: unknown): void {
  if (first === undefined) return
  const { name, each } = first
  if (others.length === 0) {
    const given = value === undefined ? drawValue(random) : value
    put(into, name, each ? several(random, 0, 3, () => drawValue(random)) : given)
    return
  }
  const below = own(into, name)
  if (each) {
    const list =
      Array.isArray(below) && below.length > 0 ? below : several(random, 1, 3, () => ({}))
    put(into, name, list)
    list.forEach((element, index) => {
      if (isObject(element)) set(element as Json, others, random, value)
      else if (chance(random, 0.5)) list[index] = drawObject(random)
    })
    return
  }
  const inside = isObject(below) ? (below as Json) : {}
  put(into, name, inside)
  set(inside, others, random, value)
}

/** Makes a condition hold, where a value of the event can. */
function meet(input: Json, { path, test }: Condition, random: Random): void {
  const names = [{ name: path.root, each: false }, ...path.names]
  if (!containers.includes(path.root) && path.names.length > 0) return
  if (!containers.includes(path.root) && ![...ids, 'type'].includes(path.root)) return
  if (containers.includes(path.root) && path.names.length === 0) return
  const wanted = meeting(test, random)
  if (wanted === undefined || (path.root === 'type' && !isCallType(wanted))) return
  const typed = ids.includes(path.root) ? String(wanted) : wanted
  set(input, names, random, typed)
}

function isCallType(value: unknown): boolean {
  return callTypes.some((type) => type === value)
}

function meeting(test: Condition['test'], random: Random): unknown {
  switch (test.kind) {
    case 'equals':
      return test.value
    case 'oneOf':
      return choose(random, test.values)
    case 'in':
      return test.names.kind === 'literal' ? test.names.names[0] : undefined
    case 'exists':
      return test.exists ? drawScalar(random) || 'x' : null
    default:
      return undefined
  }
}

/** Settings of every kind that a mapping asks for, now and then of a kind that cannot be used. */
export function drawSettings(random: Random): Json {
  const drawn: Json = {
    region: drawScalar(random),
    names: choose(random, [['a', 'ios'], { any: ['1', 'track'] }, { a: 'b' }, 'a', 7]),
    lookUp: choose(random, [{ a: 'A', ios: { deep: [1] } }, { '1': null }, 'text']),
    template: choose(random, ['{{event}}', 'Hi {{properties.a}}!', 'plain', '', 5]),
    path: choose(random, ['user.email', 'properties.a', 'properties.products', 'type', '']),
    nested: drawObject(random),
    flag: random() < 0.5,
    count: choose(random, [0, 1, '1', null]),
  }
  if (chance(random, 0.03)) drawn.template = '{{nowhere.x}}'
  if (chance(random, 0.03)) drawn.path = 'prototype.x'
  for (const name of Object.keys(drawn)) if (chance(random, 0.1)) delete drawn[name]
  return drawn
}
