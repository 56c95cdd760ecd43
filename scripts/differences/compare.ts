import isEqual from 'lodash/isEqual.js'
import type { Recorded } from './recorded.js'
import type { Unit } from './units.js'

export type Relation = 'only theirs' | 'only ours' | 'differs' | 'not compared'

/** One way in which two requests of the same event are not the same. */
export interface Difference {
  destination: string
  relation: Relation
  /** Kind of unit and the vendor's field, `*` for names that are the app's own; the kind alone for a whole unit. */
  field: string
  /** The same by every own name and place in a list; empty for a whole unit. */
  path: string
  theirs?: unknown
  ours?: unknown
  /** Where it was seen. */
  recorded: Recorded
}

type Found = Omit<Difference, 'destination' | 'recorded'>

/** Objects whose members are the app's own. */
const open =
  /(^|\.)(event_properties|user_properties|group_properties|\$[a-zA-Z]+|attributes|groups|relationship_attributes)$/

/** Differences of what was recorded and what we send, unit by unit of the same kind. */
export function compare(theirs: readonly Unit[], ours: readonly Unit[]): Found[] {
  const groups = new Set([...theirs, ...ours].map(groupOf))
  return [...groups].flatMap((group) => {
    const left = theirs.filter((unit) => groupOf(unit) === group)
    const right = ours.filter((unit) => groupOf(unit) === group)
    const pairs = Array.from({ length: Math.max(left.length, right.length) }, (_, index) => index)
    return pairs.flatMap((index) => units(left[index], right[index]))
  })
}

function groupOf({ kind, key = '' }: Unit): string {
  return `${kind}\n${key}`
}

function units(theirs: Unit | undefined, ours: Unit | undefined): Found[] {
  const one = theirs ?? ours
  if (one === undefined) return []
  const whole = { field: one.kind, path: '' }
  if (theirs === undefined) return [{ relation: 'only ours', ...whole, ours: one.fields }]
  if (ours === undefined) return [{ relation: 'only theirs', ...whole, theirs: one.fields }]
  return fields(theirs.fields, ours.fields).map(({ field, ...rest }) => ({
    field: `${one.kind}: ${field}`,
    ...rest,
  }))
}

function fields(theirs: object, ours: object): Found[] {
  const left = leaves(theirs)
  const right = leaves(ours)
  const paths = new Map([...left, ...right].map(({ path, field }) => [path, field]))
  return [...paths].flatMap(([path, field]): Found[] => {
    const [one] = left.filter((leaf) => leaf.path === path)
    const [other] = right.filter((leaf) => leaf.path === path)
    const both = { field, path, theirs: one?.value, ours: other?.value }
    if (one === undefined) return [{ relation: 'only ours', ...both }]
    if (other === undefined) return [{ relation: 'only theirs', ...both }]
    return isEqual(one.value, other.value) ? [] : [{ relation: 'differs', ...both }]
  })
}

interface Leaf {
  path: string
  field: string
  value: unknown
}

function leaves(value: unknown, path = '', field = ''): Leaf[] {
  if (value === undefined) return []
  if (typeof value !== 'object' || value === null) return [{ path, field, value }]
  return Object.entries(value).flatMap(([name, member]) =>
    leaves(member, `${path}/${name}`, nameOf(field, name, Array.isArray(value))),
  )
}

function nameOf(field: string, name: string, inList: boolean): string {
  if (field.endsWith('.*')) return field
  if (inList) return `${field}[]`
  const dot = field === '' ? '' : '.'
  return `${field}${dot}${open.test(field) && !name.startsWith('$') ? '*' : name}`
}
