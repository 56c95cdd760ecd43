import { personal } from '../../../destinations/google-analytics-4/reserved.js'
import type { Warning } from '../../../src/result.js'
import { cutAt, refuse, textAt } from '../told.js'

/** Limit of the vendor, in characters: of the text of a parameter, and of what a device tells. */
export const longest = 100

/** Only with one of these can a text be an address or a number of a person. */
function maybePersonal(text: string): boolean {
  return text.includes('@') || text.includes('+') || text.includes('%40')
}

/** The terms forbid what tells who somebody is. */
export function isPersonal(text: string): boolean {
  return maybePersonal(text) && personal.test(text)
}

export function refusePersonal(told: Warning[], path: string, source: string): undefined {
  const reason = 'an e-mail address or phone number, which the terms forbid'
  return refuse(told, path, source, reason)
}

/** A text that may be sent as a parameter. */
export function parameter(
  text: string | undefined,
  told: Warning[],
  path: string,
  source: string,
): string | undefined {
  if (text === undefined) return undefined
  if (isPersonal(text)) return refusePersonal(told, path, source)
  return text.length <= longest ? text : cutAt(text, longest, told, path, source)
}

/** The same, read of a member. */
export function parameterAt(
  value: unknown,
  told: Warning[],
  path: string,
  source: string,
): string | undefined {
  return value === undefined
    ? undefined
    : parameter(textAt(value, told, path, source), told, path, source)
}

/** Text cut to what the vendor takes. */
export function short(
  value: unknown,
  told: Warning[],
  path: string,
  source: string,
): string | undefined {
  if (typeof value === 'string' && value.length <= longest)
    return value === '' ? undefined : value.toWellFormed()
  return value === undefined
    ? undefined
    : cutAt(textAt(value, told, path, source), longest, told, path, source)
}
