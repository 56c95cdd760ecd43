import { catalogue, type ValueType } from '../event/catalogue.js'
import { copy } from '../event/copy.js'
import { isNothing } from '../event/nothing.js'
import { isTime, toTime } from '../event/time.js'
import { isObject, kindOf, own } from '../event/values.js'
import type { Path } from './ast.js'
import { toBoolean, toNumber, toText } from './coerce.js'
import { dedupeKey, type Run, refuse, type Site, warn } from './run.js'

type Read = (run: Run) => unknown

/** Reads a path as it stands: own members only. */
export function reader(path: Path): Read {
  const start = rootReader(path)
  const names = path.root === 'out' ? path.names.slice(1) : path.names
  if (names.some(({ each }) => each)) {
    return (run) => names.reduce(eachMember, start(run))
  }
  const [first, second, third] = names.map(({ name }) => name)
  if (first === undefined) return start
  if (second === undefined) return (run) => own(start(run), first)
  if (third === undefined) return (run) => own(own(start(run), first), second)
  return (run) => names.reduce((value, { name }) => own(value, name), start(run))
}

export function isCatalogued({ event }: Run): boolean {
  return event.event !== undefined && catalogue.has(event.event)
}

function eachMember(
  value: unknown,
  { name, each }: { name: string; each: boolean },
  index: number,
): unknown {
  const spread = Array.isArray(value) && index > 0
  const member = spread
    ? value.map((element) => own(element, name)).filter((found) => !isNothing(found))
    : own(value, name)
  if (!each || Array.isArray(member)) return member
  return undefined
}

function rootReader({ root, names, outwards }: Path): Read {
  switch (root) {
    case 'settings':
      return (run) => run.settings
    case 'options':
      return (run) => run.options
    case 'item':
      return (run) => run.item
    case 'index':
      return (run) => run.index
    case 'dedupeKey':
      return dedupeKey
    case 'catalogued':
      return isCatalogued
    case 'out': {
      const name = names[0]?.name ?? ''
      return (run) => {
        let writing = run.writing
        for (let step = 0; step < outwards; step++) writing = writing?.around
        return own(writing?.out, name)
      }
    }
    default: {
      const member = root as keyof Run['event']
      return (run) => run.event[member]
    }
  }
}

/** What a value is as the catalogued type, or undefined where it cannot be that. */
const converters: Record<ValueType, (value: unknown) => unknown> = {
  text: toText,
  number: toNumber,
  integer: toNumber,
  boolean: toBoolean,
  time: toTime,
  object: (value) => (isObject(value) ? value : undefined),
  list: (value) => (Array.isArray(value) ? value : undefined),
  any: (value) => value,
}

/** Reads a path as its catalogued type; what cannot be that is nothing, silently. */
export function quietReader(path: Path): Read {
  const read = reader(path)
  const settle = quiet(path)
  return (run) => settle(read(run))
}

/** What was read as its catalogued type; what cannot be that is nothing, silently. */
export function quiet(path: Pick<Path, 'names' | 'type'>): (value: unknown) => unknown {
  const convert = converters[path.type]
  if (isSpread(path)) return (value) => listOf(value, (element) => convert(element))
  if (path.type === 'text') return quietText
  return (value) => {
    if (isNothing(value)) return undefined
    const typed = convert(value)
    return isNothing(typed) ? undefined : typed
  }
}

export function quietText(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value.toWellFormed()
  return isNothing(value) ? undefined : toText(value)
}

export function quietAny(value: unknown): unknown {
  return isNothing(value) ? undefined : value
}

export function quietNumber(value: unknown): number | undefined {
  return value === undefined ? undefined : toNumber(value)
}

export function quietBoolean(value: unknown): boolean | undefined {
  return typeof value === 'boolean' || value === undefined ? value : toBoolean(value)
}

/** The same for a field: what cannot be that warns, and so does a fraction that is cut off. */
export function typedReader(path: Path): (run: Run, site: Site) => unknown {
  const read = reader(path)
  const settle = typed(path)
  return (run, site) => settle(read(run), run, site)
}

/** What was read, for a field. */
export function typed(
  path: Pick<Path, 'names' | 'type' | 'text'>,
): (value: unknown, run: Run, site: Site) => unknown {
  const { text, type } = path
  if (isSpread(path)) {
    return (value, run, site) =>
      listOf(value, (element) => settleAs(type, element, run, site, text))
  }
  const settle = typedAs[type]
  return (value, run, site) => settle(value, run, site, text)
}

/** Whether a path gives the members of the elements of a list, which its type is of. */
export function isSpread({ names }: Pick<Path, 'names'>): boolean {
  return names.some(({ each }, index) => each && index < names.length - 1)
}

function listOf(list: unknown, convert: (element: unknown) => unknown): unknown {
  if (!Array.isArray(list)) return isNothing(list) ? undefined : list
  return list.map(convert).filter((element) => !isNothing(element))
}

/** A value that is something, as the type of its path. */
function settleAs(type: ValueType, value: unknown, run: Run, site: Site, source: string): unknown {
  // An object is copied when it is written; what else JSON has no form for must not get that far.
  if (type === 'any') return typeof value === 'object' ? value : copy(value)
  const typed = converters[type](value)
  if (isNothing(typed)) {
    return refuse(run, { target: site.target, source }, `${kindOf(value)}, but ${type} is expected`)
  }
  if (type !== 'integer') return typed
  const whole = Math.trunc(typed as number)
  if (!Number.isSafeInteger(whole)) {
    return refuse(run, { target: site.target, source }, 'too large for a whole number')
  }
  if (whole !== typed) warn(run, 'VALUE_ROUNDED', site, `${source}: the fraction was cut off`)
  return whole
}

/** What was read for a field, as the type of its path, whose text is `source`. What most values are comes first. */
export type ReadAs = (value: unknown, run: Run, site: Site, source: string) => unknown

export const asText: ReadAs = (value, run, site, source) => {
  if (typeof value === 'string') return value === '' ? undefined : value.toWellFormed()
  return isNothing(value) ? undefined : settleAs('text', value, run, site, source)
}

export const asNumber: ReadAs = (value, run, site, source) => {
  // JSON has no negative zero.
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : undefined
  return isNothing(value) ? undefined : settleAs('number', value, run, site, source)
}

export const asBoolean: ReadAs = (value, run, site, source) => {
  if (typeof value === 'boolean') return value
  return isNothing(value) ? undefined : settleAs('boolean', value, run, site, source)
}

export const asObject: ReadAs = (value, run, site, source) => {
  if (isObject(value)) return value
  return isNothing(value) ? undefined : settleAs('object', value, run, site, source)
}

export const asAny: ReadAs = (value) => {
  if (typeof value === 'object') return value ?? undefined
  return isNothing(value) ? undefined : copy(value)
}

const bySettling =
  (type: ValueType): ReadAs =>
  (value, run, site, source) =>
    isNothing(value) ? undefined : settleAs(type, value, run, site, source)

export const asInteger = bySettling('integer')
const settleTime = bySettling('time')
export const asTime: ReadAs = (value, run, site, source) =>
  isTime(value) ? value : settleTime(value, run, site, source)
export const asList = bySettling('list')

const typedAs: Readonly<Record<ValueType, ReadAs>> = {
  text: asText,
  number: asNumber,
  boolean: asBoolean,
  object: asObject,
  any: asAny,
  integer: asInteger,
  time: asTime,
  list: asList,
}
