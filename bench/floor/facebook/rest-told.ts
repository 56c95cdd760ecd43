import { isNothing } from '../../../src/event/nothing.js'
import { put } from '../../../src/event/values.js'
import type { Warning } from '../../../src/result.js'
import { cutToLength } from '../../../src/utf8.js'
import { forget, refuse, scalar } from '../read-or-tell.js'
import { isRevealing, revealing } from './either.js'
import { cut, quote } from './name.js'

type Members = Record<string, unknown>

/** Where a member stands in the object at `at`, and what it is filled from. */
const placeOf = (at: string, name: string) => `${at}.${cutToLength(name, 60)}`
const sourceOf = (name: string) => `properties.${cutToLength(name, 60)}`

/** Members under the names that `nameOf` gives: one that has its name from the start goes before one that comes to it. */
export function renamed(
  members: Members,
  at: string,
  warnings: Warning[],
  nameOf: (name: string, warnings: Warning[]) => string | undefined,
): Members {
  const named: Members = {}
  const changed: { from: string; to: string; member: unknown }[] = []
  for (const [name, member] of Object.entries(members)) {
    const mark = warnings.length
    const to = name === '' ? undefined : nameOf(name, warnings)
    if (to === undefined || to === '') {
      forget(warnings, mark)
      const message = `${sourceOf(name)}: the name ${quote(name)} has nothing usable; left out`
      warnings.push({ code: 'NAME_DROPPED', path: placeOf(at, name), message })
    } else if (to === name) put(named, name, member)
    else {
      for (const warning of warnings.slice(mark)) warning.path = placeOf(at, to)
      changed.push({ from: name, to, member })
    }
  }
  for (const { from, to, member } of changed) {
    if (!Object.hasOwn(named, to)) put(named, to, member)
    else {
      const message = `${quote(from)} became ${quote(to)}, which is taken; left out`
      warnings.push({ code: 'NAME_CLASH', path: placeOf(at, from), message })
    }
  }
  return named
}

/** Members as scalars, texts cut to so many UTF-16 units; those that may not go out in the plain are left out. */
export function valued(members: Members, at: string, warnings: Warning[], length: number): Members {
  const values: Members = {}
  for (const [name, member] of Object.entries(members)) {
    const value = isNothing(member) ? undefined : scalar(member)
    const fitting = typeof value === 'string' ? plainText(value, name, at, warnings, length) : value
    if (!isNothing(fitting)) put(values, name, fitting)
  }
  return values
}

function plainText(
  text: string,
  name: string,
  at: string,
  warnings: Warning[],
  length: number,
): string | undefined {
  return isRevealing(text)
    ? refuse(warnings, placeOf(at, name), sourceOf(name), revealing)
    : cut(text, length, warnings, placeOf(at, name), sourceOf(name))
}

/** Tells of a member that has the name of a field, which something else filled. */
export function tellClash(at: string, name: string, warnings: Warning[]): void {
  const path = `${at}.${name}`
  // A field that refused the member has told it.
  if (warnings.some((warning) => warning.code === 'VALUE_DROPPED' && warning.path === path)) return
  const message = `"${name}" is the name of a field of its own; the event's member was left out`
  warnings.push({ code: 'NAME_CLASH', path, message })
}
