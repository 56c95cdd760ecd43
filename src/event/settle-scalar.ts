import type { Change } from './canonical.js'
import type { ValueType } from './catalogue/shape.js'
import { toBoolean, toNumber, toText } from './coerce.js'
import { isNothing } from './nothing.js'

/**
 * Gives the value itself where there is nothing to settle. Never changes it. Where
 * it stands is told in two parts, to be joined only when something changes.
 */
export type Settle = (
  value: unknown,
  path: string,
  name: string | number,
  changes: Change[],
) => unknown

const scalars = {
  text: { is: 'string', convert: toText },
  number: { is: 'number', convert: toNumber },
  integer: { is: 'number', convert: toNumber },
  boolean: { is: 'boolean', convert: toBoolean },
} satisfies Partial<Record<ValueType, { is: string; convert: (value: unknown) => unknown }>>

/** A settler of one type; times, and what has no type of its own, stay as they are. */
export function scalarSettler(type: string): Settle {
  if (!Object.hasOwn(scalars, type)) return (value) => value
  const { is, convert } = scalars[type as keyof typeof scalars]
  return (value, path, name, changes) => {
    if (typeof value === is || isNothing(value)) return value
    const to = convert(value)
    if (to === undefined) return value
    changes.push({ path: join(path, name), from: value, to, rule: 'type' })
    return to
  }
}

export function join(path: string, name: string | number): string {
  return typeof name === 'number' ? `${path}[${name}]` : `${path}.${name}`
}
