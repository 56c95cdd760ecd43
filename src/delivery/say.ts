import { isObject, isScalar, own } from '../event/values.js'

const longest = 200
const telling = ['error', 'errors', 'reason', 'field', 'message', 'type', 'code']

/** Hides what must not be shown in a vendor's text. */
export type Hide = (text: string) => string

/** What the vendor says of an entry or of the whole, for people: `reason: required, field: name`. */
export function say(value: unknown, hide: Hide): string {
  return texts(value, hide, 0).join(', ')
}

/** A vendor's text made fit for a message: nothing hidden shows, on one line, cut. */
export function plain(text: string, hide: Hide): string {
  // Hidden before it is cut, else a part of a credential could stand at the end.
  const clean = hide(text)
    .slice(0, 2 * longest)
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]+/gu, ' ')
  const characters = [...clean]
  return characters.length > longest ? `${characters.slice(0, longest).join('')}…` : clean
}

/** The parts of a message about an answer, without those that say nothing. */
export function sentence(status: number, ...parts: string[]): string {
  return [`HTTP ${status}`, ...parts.filter((part) => part !== '')].join('; ')
}

function texts(value: unknown, hide: Hide, depth: number): string[] {
  return telling.flatMap((name) => {
    const found = own(value, name)
    if (isScalar(found)) return [`${name}: ${plain(String(found), hide)}`]
    const inner = Array.isArray(found) ? found[0] : found
    return depth < 1 && isObject(inner) ? texts(inner, hide, depth + 1) : []
  })
}
