import type { Members } from '../../../src/event/canonical.js'
import { copy } from '../../../src/event/copy.js'
import { isNothing } from '../../../src/event/nothing.js'
import type { Warning } from '../../../src/result.js'
import { cutToLength } from '../../../src/utf8.js'
import { cutAt, refuse } from '../told.js'
import type { parameterName } from './named.js'
import { tell } from './named.js'
import { isPersonal, refusePersonal } from './texts.js'

/** How members of an object go to the vendor: under names and with texts that it takes. */
export interface Passage {
  /** What is left out. */
  omitted: ReadonlySet<string>
  /** What has been sent already, by another name. */
  taken: readonly string[]
  nameOf: typeof parameterName
  /** Length of a text. */
  chars: number
  /** Members at most. */
  most: number
  /** Where they go, and where they came from. */
  target: string
  source: string
}

/** Takes a member as it goes to the vendor. */
type Take = (name: string, value: string | number) => void

/** Gives each member of an object that can be sent. Those whose names were changed come behind the others. */
export function passOn(object: Members, passage: Passage, told: Warning[], take: Take): void {
  const { omitted, taken, nameOf } = passage
  const mark = told.length
  let changed: string[] | undefined
  for (const name in object) {
    if (omitted.has(name) || taken.includes(name) || !Object.hasOwn(object, name)) continue
    if (nameOf(name).name === name && name !== '') {
      const value = sendable(object[name], name, passage, told)
      if (value !== undefined) take(name, value)
    } else {
      changed ??= []
      changed.push(name)
    }
  }
  if (changed === undefined) return

  const renames: Warning[] = []
  const renamed = renamedOf(changed, object, passage, renames)
  told.splice(mark, 0, ...renames)
  for (const [from, name] of renamed) {
    const value = sendable(object[from], name, passage, told)
    if (value !== undefined) take(name, value)
  }
}

/** Names that change → what they become. A member that had its name from the start keeps it against others. */
function renamedOf(
  names: readonly string[],
  object: Members,
  { omitted, taken, nameOf, target, source }: Passage,
  told: Warning[],
): Map<string, string> {
  const renamed = new Map<string, string>()
  for (const from of names) {
    const named = nameOf(from)
    const { name } = named
    if (name !== '') {
      tell(named, told, `${target}.${name}`)
      renamed.set(from, name)
    } else {
      const step = cutToLength(from, 60)
      const message = `${source}.${step}: the name ${quote(from)} has nothing usable; left out`
      told.push({ code: 'NAME_DROPPED', path: `${target}.${step}`, message })
    }
  }
  const used = new Set<string>()
  for (const [from, name] of renamed) {
    const there = Object.hasOwn(object, name) && !omitted.has(name) && !taken.includes(name)
    if ((!there || names.includes(name)) && !used.has(name)) used.add(name)
    else {
      renamed.delete(from)
      const message = `${quote(from)} became ${quote(name)}, which is taken; left out`
      told.push({ code: 'NAME_CLASH', path: `${target}.${cutToLength(from, 60)}`, message })
    }
  }
  return renamed
}

/** Text, or a number; a boolean as text. */
function sendable(
  value: unknown,
  name: string,
  passage: Passage,
  told: Warning[],
): string | number | undefined {
  switch (typeof value) {
    case 'string':
      if (value.length <= passage.chars && !isPersonal(value))
        return value === '' ? undefined : value.toWellFormed()
      break
    case 'number':
      return Number.isFinite(value) ? value + 0 : undefined
    case 'boolean':
      return value ? '1' : '0'
  }
  return isNothing(value) ? undefined : oddValue(value, name, passage, told)
}

function oddValue(
  value: unknown,
  name: string,
  { chars, target, source }: Passage,
  told: Warning[],
): string | undefined {
  const step = cutToLength(name, 60)
  const [path, from] = [`${target}.${step}`, `${source}.${step}`]
  if (typeof value === 'object' && !(value instanceof Date))
    return refuse(told, path, from, 'lists and objects are not taken')
  if (isPersonal(String(value))) return refusePersonal(told, path, from)
  const text = copy(value)
  return typeof text === 'string' && text !== '' ? cutAt(text, chars, told, path, from) : undefined
}

/** One warning that names all members beyond the limit. */
export function tellDropped(
  names: readonly string[],
  most: number,
  told: Warning[],
  path: string,
): void {
  const listed = names.slice(0, 20).map(quote).join(', ')
  const more = names.length > 20 ? ` and ${names.length - 20} more` : ''
  const message = `only ${most} members are taken; left out: ${listed}${more}`
  told.push({ code: 'MEMBERS_DROPPED', path, message })
}

function quote(name: string): string {
  return name.length > 60 ? `"${cutToLength(name, 60)}…"` : `"${name}"`
}

/** Told of a member that has the name of a field which another member filled. */
export function tellClash(name: string, told: Warning[], path: string): void {
  // A field that refused the member has told it.
  if (told.some((warning) => warning.code === 'VALUE_DROPPED' && warning.path === path)) return
  const message = `"${name}" is the name of a field of its own; the event's member was left out`
  told.push({ code: 'NAME_CLASH', path, message })
}
