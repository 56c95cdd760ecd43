import type { Members } from '../../../src/event/canonical.js'
import { copy } from '../../../src/event/copy.js'
import { put } from '../../../src/event/values.js'
import type { Warning } from '../../../src/result.js'
import { cutToLength } from '../../../src/utf8.js'

const LONGEST = 255

/** A copy whose texts are cut to 255 UTF-16 units and that has at most so many members; tells of what it lost. */
export function fitted(
  object: Members,
  most: number,
  warnings: Warning[],
  path: string,
  source: string,
): Record<string, unknown> {
  const result: Record<string, unknown> = {}
  const beyond: string[] = []
  let count = 0
  for (const name of Object.keys(object)) {
    const step = `.${cutToLength(name, 60)}`
    const value = cut(object[name], warnings, `${path}${step}`, `${source}${step}`)
    if (value === undefined) continue
    if (count === most) beyond.push(name)
    else {
      put(result, name.toWellFormed(), value)
      count++
    }
  }
  tellBeyond(beyond, most, warnings, path)
  return result
}

function cut(value: unknown, warnings: Warning[], path: string, source: string): unknown {
  if (typeof value === 'string') {
    const text = value.toWellFormed()
    if (text.length <= LONGEST) return text
    const message = `${source}: cut from length ${text.length} to ${LONGEST} characters`
    warnings.push({ code: 'TEXT_CUT', path, message })
    return cutToLength(text, LONGEST)
  }
  if (typeof value !== 'object' || value === null || value instanceof Date) return copy(value)
  if (Array.isArray(value)) {
    const list = value.map((element, index) =>
      cut(element, warnings, `${path}[${index}]`, `${source}[${index}]`),
    )
    return list.map((element) => element ?? null)
  }
  const result: Record<string, unknown> = {}
  for (const name of Object.keys(value)) {
    const step = `.${cutToLength(name, 60)}`
    const member = (value as Members)[name]
    const fitting = cut(member, warnings, `${path}${step}`, `${source}${step}`)
    if (fitting !== undefined) put(result, name.toWellFormed(), fitting)
  }
  return result
}

/** One warning that names all members beyond the limit. */
export function tellBeyond(
  names: readonly string[],
  most: number,
  warnings: Warning[],
  path: string,
): void {
  if (names.length === 0) return
  const listed = names.slice(0, 20).map(quote).join(', ')
  const more = names.length > 20 ? ` and ${names.length - 20} more` : ''
  const message = `only ${most} members are taken; left out: ${listed}${more}`
  warnings.push({ code: 'MEMBERS_DROPPED', path, message })
}

/** A name for people: long ones are cut. */
export function quote(name: string): string {
  return name.length > 60 ? `"${cutToLength(name, 60)}…"` : `"${name}"`
}
