import type { Effect, Finding } from './rule.js'

/** A body that cannot be read at all, and the rule which that breaks. */
export class Unreadable extends Error {
  readonly finding: Finding

  constructor(rule: string, effect: Effect, message: string, path = '') {
    super(message)
    this.finding = { rule, effect, path, message }
  }
}

/** JSON text as its value. */
export function readJson(text: string, rule: string, effect: Effect = 'http', path = ''): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Unreadable(rule, effect, `text of length ${text.length} that is no JSON`, path)
  }
}

/** `application/x-www-form-urlencoded` text as an object; of a doubled name, the last. */
export function readForm(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text))
}
