import { copy } from '../event/copy.js'
import { isObject, own, textsIn } from '../event/values.js'
import type { Binding, Names, Table, Template } from './ast.js'
import { toText } from './coerce.js'
import { NameSet } from './names.js'
import { parsePath } from './path.js'
import { quietReader } from './read.js'
import type { Run } from './run.js'
import { parseTemplate } from './template.js'

type Write = (run: Run) => unknown

/** Templates and paths recur over thousands of connections; ready ones are shared, up to so many. */
const KEPT = 1000
const kept = new Map<string, Write>()

/** Works out what a mapping takes of the settings of one connection, by the place of each binding. */
export function bindSettings(
  bindings: readonly Binding[],
  settings: Readonly<Record<string, unknown>>,
): readonly unknown[] {
  return bindings.map(({ kind, setting }) => {
    const value = setting.reduce<unknown>(own, settings)
    if (kind === 'names') return new NameSet(namesIn(value))
    return typeof value === 'string' && value !== '' ? shared(kind, value) : undefined
  })
}

/** Every text in a list or an object of lists; of a look-up from text to text, what it looks up. */
function namesIn(value: unknown): string[] {
  const lookUp =
    isObject(value) && Object.values(value).every((member) => typeof member === 'string')
  return lookUp ? Object.keys(value) : textsIn(value)
}

function shared(kind: 'template' | 'path', text: string): Write {
  const key = `${kind} ${text}`
  let write = kept.get(key)
  if (write === undefined) {
    write = kind === 'template' ? filled(parseTemplate(text)) : read(text)
    if (kept.size < KEPT) kept.set(key, write)
  }
  return write
}

/** An object is copied when it is written; what else JSON has no form for must not get that far. */
function read(text: string): Write {
  const found = quietReader(parsePath(text))
  return (run) => {
    const value = found(run)
    return typeof value === 'object' ? value : copy(value)
  }
}

/** A template as a function: its text, or undefined when a variable is not there. */
export function filled(template: Template): Write {
  const parts = template.map((part) => (typeof part === 'string' ? part : quietReader(part)))
  return (run) => {
    let text = ''
    for (const part of parts) {
      const value = typeof part === 'string' ? part : toText(part(run))
      if (value === undefined) return undefined
      text += value
    }
    return text
  }
}

export function namesOf(names: Names): (run: Run) => NameSet {
  if (names.kind === 'setting') return (run) => run.bound[names.binding] as NameSet
  const literal = new NameSet(names.names)
  return () => literal
}

export function lookUpIn(table: Table): (run: Run, key: string) => unknown {
  if (table.kind === 'setting') return (run, key) => own(own(run.settings, table.name), key)
  const members = tableOf(table.members)
  return (_, key) => members.get(key)
}

/** A table to look up in: of a Map, the name that is looked for need not be made a property's. */
export function tableOf(members: Readonly<Record<string, unknown>>): ReadonlyMap<unknown, unknown> {
  return new Map(Object.entries(members))
}
