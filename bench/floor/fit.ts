import type { Members } from '../../src/event/canonical.js'
import { copy } from '../../src/event/copy.js'
import type { Warning } from '../../src/result.js'
import { cutToLength } from '../../src/utf8.js'
import { forget, refuse } from './told.js'

/** Where a value stands, by the names that lead to it; joined only when something is told of it. */
interface Place {
  target: string
  source: string
  above: Place | undefined
  step: string | number
}

export interface Limits {
  /** Levels below the object. */
  depth: number
  /** Length of each text. */
  chars: number
}

/** A copy of an object within the limits, undefined where that is empty. Members that are left out may stay as undefined. */
export function fitted(
  object: Members,
  limits: Limits,
  told: Warning[],
  target: string,
  source: string,
): Record<string, unknown> | undefined {
  const result = fitMembers(object, limits, limits.depth, told, {
    target,
    source,
    above: undefined,
    step: '',
  })
  for (const name in result) if (result[name] !== undefined) return result
  return undefined
}

function fitMembers(
  object: Members,
  limits: Limits,
  levels: number,
  told: Warning[],
  place: Place,
): Record<string, unknown> {
  const mark = told.length
  // Cloned at once and then put right: most members are as they should be.
  const result: Record<string, unknown> = { ...object }
  for (const name in result) {
    const value = result[name]
    if (typeof value === 'string') {
      if (value.length > limits.chars || !value.isWellFormed())
        result[name] = fitText(value, limits, told, place, name)
    } else if (typeof value === 'number') {
      if (!Number.isFinite(value)) result[name] = undefined
    } else if (typeof value !== 'boolean' && value !== null && Object.hasOwn(result, name)) {
      result[name] = fitMember(value, limits, levels, told, place, name)
    }
    if (!name.isWellFormed()) {
      forget(told, mark)
      return wellNamed(object, limits, levels, told, place)
    }
  }
  return result
}

function fitMember(
  value: unknown,
  limits: Limits,
  levels: number,
  told: Warning[],
  above: Place,
  step: string | number,
): unknown {
  if (typeof value === 'string') return fitText(value, limits, told, above, step)
  if (typeof value !== 'object' || value === null || value instanceof Date) return copy(value)
  const place: Place = { target: '', source: '', above, step }
  if (levels <= 1)
    return refuse(told, pathOf(place), sourceOf(place), 'nested deeper than the vendor takes')
  return Array.isArray(value)
    ? fitList(value, limits, levels - 1, told, place)
    : fitMembers(value as Members, limits, levels - 1, told, place)
}

/** What JSON has no form for is null in a list, so that the others keep their places. */
function fitList(
  list: readonly unknown[],
  limits: Limits,
  levels: number,
  told: Warning[],
  place: Place,
): unknown[] {
  const result: unknown[] = []
  for (let index = 0; index < list.length; index++) {
    const value = list[index]
    const element = fitMember(value, limits, levels, told, place, index)
    if (element !== undefined) result.push(element)
    else if (value !== undefined && (typeof value !== 'object' || value instanceof Date))
      result.push(null)
  }
  return result
}

function fitText(
  value: string,
  { chars }: Limits,
  told: Warning[],
  above: Place,
  step: string | number,
): string {
  const text = value.toWellFormed()
  if (text.length <= chars) return text
  const place: Place = { target: '', source: '', above, step }
  const message = `${sourceOf(place)}: cut from length ${text.length} to ${chars} characters`
  told.push({ code: 'TEXT_CUT', path: pathOf(place), message })
  return cutToLength(text, chars)
}

/** The same with halves of characters in names replaced. */
function wellNamed(
  object: Members,
  limits: Limits,
  levels: number,
  told: Warning[],
  place: Place,
): Record<string, unknown> {
  const pairs: [string, unknown][] = []
  for (const name of Object.keys(object)) {
    const value = fitMember(object[name], limits, levels, told, place, name)
    if (value !== undefined) pairs.push([name.toWellFormed(), value])
  }
  return Object.fromEntries(pairs)
}

function pathOf({ target, above, step }: Place): string {
  if (above === undefined) return target
  const path = pathOf(above)
  return path === '' && typeof step === 'string' ? stepText(step).slice(1) : path + stepText(step)
}

function sourceOf({ source, above, step }: Place): string {
  return above === undefined ? source : sourceOf(above) + stepText(step)
}

function stepText(step: string | number): string {
  return typeof step === 'number' ? `[${step}]` : `.${cutToLength(step, 60)}`
}
