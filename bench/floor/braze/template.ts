import type { CanonicalEvent } from '../../../src/event/canonical.js'
import { own, text } from '../read-or-tell.js'

const VARIABLE = /\{\{\s*([\w.]+)\s*\}\}/

/** Templates recur over connections: literal texts at even places, paths between them. */
const parsed = new Map<string, readonly string[]>()
const MOST_TEMPLATES = 1000

/** The text of `Viewed {{name}} Page`, with paths of plain names; undefined where one of them gives no text. */
export function filledIn(template: string, event: CanonicalEvent): string | undefined {
  let parts = parsed.get(template)
  if (parts === undefined) {
    parts = template.split(VARIABLE)
    if (parsed.size < MOST_TEMPLATES) parsed.set(template, parts)
  }
  let result = ''
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index] as string
    const value = index % 2 === 0 ? part : text(memberOf(event, part))
    if (value === undefined) return undefined
    result += value
  }
  return result
}

function memberOf(event: CanonicalEvent, path: string): unknown {
  if (path === 'name') return event.name
  let value: unknown = event
  for (const name of path.split('.')) value = own(value, name)
  return value
}
