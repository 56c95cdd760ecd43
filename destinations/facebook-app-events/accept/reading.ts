import { z } from 'zod'
import { readForm, readJson, textOf, Unreadable } from '../../../src/accept/index.js'
import { isBlank, type Members } from './across.js'

/** Which parameters hold JSON text where all is text, and the rule that other text breaks. */
export interface Nesting {
  names: readonly string[]
  rule: string
}

/** A body of any encoding that Graph takes, as parameters. Where none is named, the text decides. */
export function readParameters(
  body: string,
  headers: Readonly<Record<string, string>>,
  nesting: Nesting,
): unknown {
  const type = headers['content-type'] ?? ''
  if (body.trim() === '') return {}
  if (/multipart\/form-data/i.test(type)) return ofText(readParts(body, type, nesting), nesting)
  const form = /x-www-form-urlencoded/i.test(type)
  if (form || !(/json/i.test(type) || /^\s*[[{]/.test(body))) return ofText(readForm(body), nesting)
  return readJson(body, nesting.rule)
}

/** Parameters that came as text, of a form or the query: `a[b]=c` is a member, nested values are JSON text, blank ones nothing. */
export function ofText(flat: Readonly<Record<string, string>>, nesting: Nesting, under = '') {
  const all = Object.create(null) as Members
  for (const [name, value] of Object.entries(flat)) place(all, name.split(/\]?\[|\]$/), value)
  for (const [name, value] of Object.entries(all)) {
    if (typeof value === 'object') all[name] = listed(value as Members)
    else if (!nesting.names.includes(name)) continue
    else if (isBlank(value)) delete all[name]
    else all[name] = readJson(textOf(value), nesting.rule, 'http', `${under}${name}`)
  }
  return all
}

/** A parameter that may be the value itself, or the JSON text of it. */
export function orText<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => {
    if (typeof value !== 'string') return value
    try {
      return JSON.parse(value)
    } catch {
      return value
    }
  }, schema)
}

function place(all: Members, names: readonly string[], value: string): void {
  const way = names.length > 1 && names.at(-1) === '' ? names.slice(0, -1) : names
  let at = all
  for (const name of way.slice(0, -1)) {
    if (typeof at[name] !== 'object') at[name] = Object.create(null)
    at = at[name] as Members
  }
  at[way.at(-1) ?? ''] = value
}

function listed(members: Members): unknown {
  for (const [name, value] of Object.entries(members))
    if (typeof value === 'object') members[name] = listed(value as Members)
  const names = Object.keys(members)
  const counted = names.every((name, at) => name === String(at) || (name === '' && at === 0))
  return counted ? Object.values(members) : members
}

function readParts(body: string, type: string, nesting: Nesting): Record<string, string> {
  const boundary = /boundary="?([^";]+)/i.exec(type)?.[1]
  if (boundary === undefined)
    throw new Unreadable(nesting.rule, 'http', 'must name its boundary', 'headers.content-type')
  const parts = body.split(`--${boundary}`).slice(1, -1)
  return Object.fromEntries(
    parts.map((part) => {
      const [, head = '', value = ''] =
        /^\r?\n([\s\S]*?)\r?\n\r?\n([\s\S]*?)\r?\n$/.exec(part) ?? []
      return [/\bname="([^"]*)"/i.exec(head)?.[1] ?? '', value]
    }),
  )
}
