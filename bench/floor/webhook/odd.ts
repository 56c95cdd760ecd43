import type { Members } from '../../../src/event/canonical.js'
import { toBoolean } from '../../../src/event/coerce.js'
import { copy } from '../../../src/event/copy.js'
import { isEmptied, isNothing } from '../../../src/event/nothing.js'
import { isObject, kindOf, put } from '../../../src/event/values.js'
import type { Warning } from '../../../src/result.js'
import { members, own } from '../read.js'
import { integerAt, numberAt, refuse, textAt } from '../told.js'
import { advertisingIdOf } from './advertising.js'
import { device, type Kind, type Shape } from './shapes.js'

/** The known members of an object, each as what it is. */
export function knownMembers(
  object: unknown,
  shape: Shape,
  told: Warning[],
  source: string,
): Record<string, unknown> {
  const result: Record<string, unknown> = {}
  for (const [name, kind] of shape.members) {
    const value =
      shape === device && name === 'advertisingId'
        ? advertisingIdOf(members(object), told)
        : known(own(object, name), kind, told, `${source}.${name}`)
    if (value !== undefined) result[name] = value
  }
  return result
}

/** Adds the members that are not known. One of a known name that cannot be that is told. */
export function addOthers(
  result: Record<string, unknown>,
  object: Members,
  { members: all, omitted }: Shape,
  isTaken: (name: string) => boolean,
  told: Warning[],
  source: string,
): void {
  for (const name of Object.keys(object)) {
    if (omitted.has(name)) continue
    if (all.has(name) && isTaken(name)) continue
    const value = copy(object[name])
    if (!all.has(name)) {
      if (value !== undefined) put(result, name.toWellFormed(), value)
    } else if (value !== result[name]) tellClash(name, told, `body.${source}.${name}`)
  }
}

function tellClash(name: string, told: Warning[], path: string): void {
  // A field that refused the member has told it.
  if (told.some((warning) => warning.code === 'VALUE_DROPPED' && warning.path === path)) return
  const message = `"${name}" is the name of a field of its own; the event's member was left out`
  told.push({ code: 'NAME_CLASH', path, message })
}

/** A value as what it is; one that cannot be that is told. */
export function known(value: unknown, kind: Kind, told: Warning[], source: string): unknown {
  const path = `body.${source}`
  switch (kind) {
    case 'text':
      return textAt(value, told, path, source)
    case 'number':
      return numberAt(value, told, path, source)
    case 'integer':
      return integerAt(value, told, path, source)
    case 'boolean':
      if (isNothing(value)) return undefined
      return toBoolean(value) ?? wrong(value, kind, told, source)
    case 'list':
      if (isNothing(value)) return undefined
      if (!Array.isArray(value)) return wrong(value, kind, told, source)
      return value.length === 0 ? undefined : copy(value)
    case 'object':
      return objectAt(value, told, source)
    default:
      return knownObject(value, kind, told, source)
  }
}

function knownObject(value: unknown, shape: Shape, told: Warning[], source: string): unknown {
  const result = knownMembers(value, shape, told, source)
  if (isObject(value))
    addOthers(result, value, shape, (name) => Object.hasOwn(result, name), told, source)
  else if (!isNothing(value)) wrong(value, 'object', told, source)
  return isEmptied(result) ? undefined : result
}

/** A copy of an object that is not empty. */
export function objectAt(value: unknown, told: Warning[], source: string): unknown {
  if (isNothing(value)) return undefined
  if (!isObject(value)) return wrong(value, 'object', told, source)
  return isEmptied(value) ? undefined : copy(value)
}

function wrong(value: unknown, kind: string, told: Warning[], source: string): undefined {
  return refuse(told, `body.${source}`, source, `${kindOf(value)}, but ${kind} is expected`)
}
