import { catalogue, type ValueType } from '../event/catalogue.js'
import { copy } from '../event/copy.js'
import { isNothing } from '../event/nothing.js'
import { toTime } from '../event/time.js'
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
  return (value) => {
    if (isNothing(value)) return undefined
    const typed = convert(value)
    return isNothing(typed) ? undefined : typed
  }
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
  const convert = converter(path)
  if (isSpread(path)) {
    return (value, run, site) => listOf(value, (element) => convert(element, run, site))
  }
  return (value, run, site) => (isNothing(value) ? undefined : convert(value, run, site))
}

/** Whether a path gives the members of the elements of a list, which its type is of. */
function isSpread({ names }: Pick<Path, 'names'>): boolean {
  return names.some(({ each }, index) => each && index < names.length - 1)
}

function listOf(list: unknown, convert: (element: unknown) => unknown): unknown {
  if (!Array.isArray(list)) return isNothing(list) ? undefined : list
  return list.map(convert).filter((element) => !isNothing(element))
}

function converter({
  type,
  text,
}: Pick<Path, 'type' | 'text'>): (value: unknown, run: Run, site: Site) => unknown {
  // An object is copied when it is written; what else JSON has no form for must not get that far.
  if (type === 'any') return (value) => (typeof value === 'object' ? value : copy(value))
  const convert = converters[type]
  return (value, run, site) => {
    const typed = convert(value)
    if (isNothing(typed)) {
      const reason = `${kindOf(value)}, but ${type} is expected`
      return refuse(run, { ...site, source: text }, reason)
    }
    if (type !== 'integer') return typed
    const whole = Math.trunc(typed as number)
    if (!Number.isSafeInteger(whole)) {
      return refuse(run, { ...site, source: text }, 'too large for a whole number')
    }
    if (whole !== typed) warn(run, 'VALUE_ROUNDED', site, `${text}: the fraction was cut off`)
    return whole
  }
}
