import { functions } from '../../../destinations/customerio/functions.js'
import {
  anyText,
  bounded,
  choosable,
  type Fields,
  type Members,
  own,
  refuse,
  something,
  type Told,
} from '../read-told.js'
import { limited, pour, saying, unreserved } from './attributes.js'
import { inSeconds } from './dates.js'

const idBytes = 150
const nothing: ReadonlySet<string> = new Set()

/** The relations that an identify call names, and of which of its traits they were made. */
export interface Relations {
  list: Fields[] | undefined
  read: readonly string[]
}

export function relationsOf(traits: Members, told: Told): Relations {
  const before = told.length
  const named = own(traits, 'cio_relationships')
  if (something(own(named, 'action')) !== 'delete_relationships') {
    const list = listed(named, told)
    if (list !== undefined) return { list, read: [] }
  }
  if (something(own(traits, 'objectId')) === undefined) return { list: undefined, read: [] }
  const passed = told.length
  const one = relationOf(traits, told)
  if (one.list !== undefined) told.splice(before, passed - before)
  return one
}

/** The one relation that traits name by an object's id. */
function relationOf(traits: Members, told: Told): Relations {
  const none: Relations = { list: undefined, read: [] }
  const at = 'cio_relationships[0]'
  const type = objectType(
    traits,
    'object_type_id',
    'objectTypeId',
    'traits',
    told,
    `${at}.identifiers`,
  )
  if (type === undefined) return none
  const path = `${at}.identifiers.object_id`
  const source = 'traits.objectId'
  const id = bounded(
    anyText(own(traits, 'objectId'), told, path, source),
    idBytes,
    told,
    path,
    source,
  )
  if (id === undefined) return none
  const relation = relationshipAttributes(traits, told)
  const read = ['objectId']
  if (type.read !== undefined) read.push(type.read)
  if (relation !== undefined) read.push('relationshipAttributes')
  const identifiers = { object_type_id: type.id, object_id: id }
  return { list: [{ identifiers, relationship_attributes: relation }], read }
}

/** The type of an object, as text, and the member that it stands in: the first where neither does. */
export function objectType(
  members: Members,
  first: string,
  second: string,
  root: string,
  told: Told,
  at: string,
): { id: string; read: string | undefined } | undefined {
  const preferred = choosable(own(members, first))
  const given = preferred ?? choosable(own(members, second))
  if (given === undefined) {
    const isSaid =
      something(own(members, first)) !== undefined || something(own(members, second)) !== undefined
    return isSaid ? undefined : { id: '1', read: undefined }
  }
  const source = `${root}.${first}, ${root}.${second}`
  const id = functions.objectTypeId?.(given, saying(told, `${at}.object_type_id`, source))
  if (typeof id !== 'string') return undefined
  return { id, read: preferred === undefined ? second : first }
}

export function relationshipAttributes(traits: Members, told: Told): Fields | undefined {
  const given = something(own(traits, 'relationshipAttributes'))
  if (given === undefined) return undefined
  const at = 'cio_relationships[0].relationship_attributes'
  const source = 'traits.relationshipAttributes'
  const free = unreserved(inSeconds(given), told, at, source)
  if (free === undefined) return undefined
  return pour(limited(free, told, at, source), {}, nothing, told, at)
}

const listSource = 'traits.cio_relationships.relationships, traits.cio_relationships'

export function listed(named: unknown, told: Told): Fields[] | undefined {
  const at = 'cio_relationships'
  const given = choosable(own(named, 'relationships')) ?? choosable(named)
  if (given === undefined) return undefined
  if (!Array.isArray(given)) return refuse(told, at, listSource, 'no list')
  const list: Fields[] = []
  given.forEach((item: unknown, position) => {
    const relation = relationIn(item, told, `${at}[${list.length}]`)
    if (relation !== undefined) list.push(relation)
    else {
      const message = `${listSource}[${position}]: nothing usable; left out`
      told.push({ code: 'ITEM_DROPPED', path: at, message })
    }
  })
  return list.length > 0 ? list : undefined
}

function relationIn(item: unknown, told: Told, at: string): Fields | undefined {
  const identifiers = identifiersIn(own(item, 'identifiers'), told, `${at}.identifiers`)
  if (identifiers === undefined) return undefined
  const given = something(own(item, 'relationship_attributes'))
  if (given === undefined) return { identifiers }
  const path = `${at}.relationship_attributes`
  const source = 'item.relationship_attributes'
  const free = unreserved(given, told, path, source)
  const fitted = free === undefined ? undefined : limited(free, told, path, source, 300)
  const some = fitted !== undefined && Object.keys(fitted).length > 0
  return some ? { identifiers, relationship_attributes: fitted } : { identifiers }
}

function identifiersIn(given: unknown, told: Told, at: string): Fields | undefined {
  const before = told.length
  const type = something(own(given, 'object_type_id'))
  if (type !== undefined) {
    const path = `${at}.object_type_id`
    const object_type_id = functions.objectTypeId?.(
      type,
      saying(told, path, 'item.identifiers.object_type_id'),
    )
    const object_id = object_type_id === undefined ? undefined : idIn(given, 'object_id', told, at)
    if (object_id !== undefined) return { object_type_id, object_id }
  }
  const passed = told.length
  const cio_object_id = idIn(given, 'cio_object_id', told, at)
  if (cio_object_id === undefined) return undefined
  told.splice(before, passed - before)
  return { cio_object_id }
}

function idIn(given: unknown, name: string, told: Told, at: string): string | undefined {
  const path = `${at}.${name}`
  const source = `item.identifiers.${name}`
  return bounded(anyText(own(given, name), told, path, source), idBytes, told, path, source)
}
