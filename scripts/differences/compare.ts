import isEqual from 'lodash/isEqual.js'
import type { Unit } from './units.js'

export type Relation = 'only theirs' | 'only ours' | 'differs'

/** One way in which two requests of the same event are not the same. */
export interface Difference {
  destination: string
  relation: Relation
  /** The vendor's field; `*` for names that are the app's own. */
  field: string
  /** Where it was seen. */
  id: string
  theirs?: unknown
  ours?: unknown
}

/** Objects whose members are the app's own. */
const open =
  /(^|\.)(event_properties|user_properties|group_properties|\$set\w*|attributes|traits|properties|custom_data|groups|relationship_attributes)$/

/** Differences of what was recorded and what we send, unit by unit of the same kind. */
export function compare(
  destination: string,
  id: string,
  theirs: readonly Unit[],
  ours: readonly Unit[],
): Difference[] {
  const kinds = new Set([...theirs, ...ours].map(kindOf))
  return [...kinds].flatMap((kind) => {
    const left = theirs.filter((unit) => kindOf(unit) === kind)
    const right = ours.filter((unit) => kindOf(unit) === kind)
    return Array.from({ length: Math.max(left.length, right.length) }).flatMap((_, index) => {
      const [mine, other] = [right[index], left[index]]
      if (mine === undefined)
        return [
          {
            destination,
            relation: 'only theirs' as const,
            field: `unit ${kind}`,
            id,
            theirs: other,
          },
        ]
      if (other === undefined)
        return [
          { destination, relation: 'only ours' as const, field: `unit ${kind}`, id, ours: mine },
        ]
      return fields(other, mine).map((one) => ({ destination, id, ...one }))
    })
  })
}

function kindOf({ event_type, type, action, global_user_id, event }: Unit): string {
  if (typeof event_type === 'string') return event_type.startsWith('$') ? event_type : 'event'
  if (global_user_id !== undefined) return 'mapping'
  if (typeof type === 'string') return `${type} ${action}`
  return typeof event === 'string' ? event : 'event'
}

type Found = Omit<Difference, 'destination' | 'id'>

function fields(theirs: Unit, ours: Unit): Found[] {
  const left = new Map(leaves(theirs))
  const right = new Map(leaves(ours))
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((path): Found[] => {
    const field = path.split('\n').at(-1) ?? path
    const both = { theirs: left.get(path), ours: right.get(path) }
    if (!left.has(path)) return [{ relation: 'only ours', field, ...both }]
    if (!right.has(path)) return [{ relation: 'only theirs', field, ...both }]
    return isEqual(both.theirs, both.ours) ? [] : [{ relation: 'differs', field, ...both }]
  })
}

/** Leaves by a path that is unique, and behind a line break the field it belongs to. */
function leaves(value: unknown, path = '', field = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[`${path}\n${field}`, value]]
  return Object.entries(value).flatMap(([name, member]) => {
    const own = open.test(field)
    const step = Array.isArray(value) ? '[]' : `${field === '' ? '' : '.'}${own ? '*' : name}`
    return leaves(
      member,
      `${path}/${name}`,
      own && field.endsWith('.*') ? field : `${field}${step}`,
    )
  })
}
