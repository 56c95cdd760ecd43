import memoize from 'lodash/memoize.js'
import type { BodyTest } from '../destination.js'
import type { Problem } from '../errors.js'
import { isObject, own } from '../event/values.js'

/** What came back of one call: an answer, the reason why none came whole, or why it was not made. */
export type Answer =
  | { kind: 'answer'; status: number; retryAfter: string | null; text: string }
  | { kind: 'lost'; reason: string; sent: boolean; hung: boolean }
  | { kind: 'refused'; problem: Problem }

/** A value that a path led to, and the entry of the answer's list that it stands in. */
export interface Found {
  value: unknown
  entry: unknown
  place: string
}

/** The answer's body: JSON where it is JSON, else the text; undefined where there is none. */
export function bodyOf(text: string): unknown {
  if (text.trim() === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Every value that the path leads to: `a.b`, `a[].b` (every element), `a.*` (every member). */
export function find(body: unknown, path: string): Found[] {
  let found: Found[] = [{ value: body, entry: body, place: '' }]
  for (const step of stepsOf(path)) found = found.flatMap((at) => go(at, step))
  return found
}

/** The first of them. Most paths lead to one member, at most. */
function firstOf(body: unknown, path: string): unknown {
  let value = body
  for (const step of stepsOf(path)) {
    if (step === '[]' || step === '*') return find(body, path)[0]?.value
    value = own(value, step)
  }
  return value
}

/** Kept: the paths are those that endpoints declare, and are read for every answer. */
const stepsOf = memoize((path: string) => path.match(/[^.[\]]+|\[\]/g) ?? [])

function go({ value, entry, place }: Found, step: string): Found[] {
  const under = (name: string) => (place === '' ? name : `${place}.${name}`)
  if (step === '[]') {
    if (!Array.isArray(value)) return []
    return value.map((element, index) => ({
      value: element,
      entry: element,
      place: `${place}[${index}]`,
    }))
  }
  if (step === '*') {
    if (!isObject(value)) return []
    return Object.keys(value).map((name) => ({ value: value[name], entry, place: under(name) }))
  }
  const next = own(value, step)
  // An entry's members are read from it; its place stays that of the entry.
  const inEntry = isObject(entry) && place.endsWith(']')
  return next === undefined ? [] : [{ value: next, entry, place: inEntry ? place : under(step) }]
}

/** Whether the body stands every one of the tests. */
export function passes(body: unknown, tests: Record<string, BodyTest>): boolean {
  return Object.keys(tests).every((path) => stands(firstOf(body, path), tests[path] as BodyTest))
}

function stands(value: unknown, test: BodyTest): boolean {
  if (typeof test !== 'object') return value === test
  if (isList(test)) return test.some((one) => one === value)
  if ('exists' in test) return (value !== undefined) === test.exists
  if ('startsWith' in test) return typeof value === 'string' && value.startsWith(test.startsWith)
  if ('from' in test) return typeof value === 'number' && value >= test.from && value <= test.to
  if (test.is === 'object') return isObject(value)
  return test.is === 'list' ? Array.isArray(value) : typeof value === 'string'
}

function isList(test: BodyTest): test is readonly (string | number | boolean)[] {
  return Array.isArray(test)
}
