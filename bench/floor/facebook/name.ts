import { parameters } from '../../../destinations/facebook-app-events/parameters.js'
import type { Warning } from '../../../src/result.js'
import { cutToLength } from '../../../src/utf8.js'
import { refuse } from '../read-or-tell.js'

const LONGEST = 40
const FITTING = /^[0-9A-Za-z_](?:[0-9A-Za-z_ -]{0,38}[0-9A-Za-z_-])?$/
const OUTSIDE = /[^0-9A-Za-z_ -]/gu
const LEADING = /^[^0-9A-Za-z_]+/u

/** Whether a name of an event or parameter may stay as it is. */
export const isFitting = (name: string) => name.length <= LONGEST && FITTING.test(name)

/** A name that the vendor takes, of at most 40 characters; tells what it made of it. */
export function fitted(
  name: string,
  warnings: Warning[],
  path: string,
  source: string,
): string | undefined {
  if (isFitting(name)) return name
  const clean = name.trim().replace(OUTSIDE, '_').replace(LEADING, '')
  if (clean === '') return refuse(warnings, path, source, 'no usable character is left')
  if (clean !== name) {
    const message = `${source}: ${quote(name)} became ${quote(clean)}`
    warnings.push({ code: 'NAME_CHANGED', path, message })
  }
  return cut(clean, LONGEST, warnings, path, source)
}

/** The same for an event, which takes two characters at least. */
export function eventNameOf(
  name: string,
  warnings: Warning[],
  path: string,
  source: string,
): string | undefined {
  const fitting = fitted(name, warnings, path, source)
  if (fitting === undefined || fitting.length > 1) return fitting
  return parameters.twoCharacters(fitting, {
    settings: {},
    refuse: () => undefined,
    warn: (code, message) => warnings.push({ code, path, message: `${source}: ${message}` }),
  })
}

/** Tells that the event has a name of its own for want of an amount. */
export function tellWithoutAmount(warnings: Warning[], path: string): void {
  parameters.withoutAmount('', {
    settings: {},
    refuse: () => undefined,
    warn: (code, message) => warnings.push({ code, path, message: `event: ${message}` }),
  })
}

export function cut(
  text: string,
  length: number,
  warnings: Warning[],
  path: string,
  source: string,
): string {
  if (text.length <= length) return text
  const message = `${source}: cut from length ${text.length} to ${length} characters`
  warnings.push({ code: 'TEXT_CUT', path, message })
  return cutToLength(text, length).trimEnd()
}

/** A name for people: long ones are cut. */
export function quote(name: string): string {
  return name.length > 60 ? `"${cutToLength(name, 60)}…"` : `"${name}"`
}
