import type { CanonicalEvent } from '../../../src/event/canonical.js'
import { put } from '../../../src/event/values.js'
import type { Mapped } from '../../../src/mapping/program.js'
import { limited, pour, unreserved } from '../customerio/attributes.js'
import { spread } from '../customerio/objects.js'
import { plainAttributes } from '../customerio/plain.js'
import { objectType } from '../customerio/relationships.js'
import { type Fields, failed, type Members, own, something, type Told } from '../read-told.js'
import { contextOf } from './context.js'
import { mapped } from './objects.js'
import { groupIdOf, isKnown, noUserId, senderOf, unknown } from './sender.js'

const omitted = new Set(['object_type_id', 'objectTypeId', 'relationshipAttributes'])
const known = new Set([...omitted, 'objectAttributes'])
const named = new Set(['object_type_id', 'relationshipAttributes'])
const nothing: ReadonlySet<string> = new Set()

export function group(event: CanonicalEvent): Mapped {
  const told: Told = []
  const sender = senderOf(event, told)
  if (sender === undefined) return noUserId('group')
  const context = contextOf(event, told)
  const groupId = groupIdOf(event, told)
  if (groupId === undefined) return failed('group', 'groupId', 'groupId')
  const { traits } = event
  const type = objectType(traits, 'object_type_id', 'objectTypeId', 'traits', told, 'traits')
  if (type === undefined) {
    const sources = 'traits.object_type_id, traits.objectTypeId'
    return failed('group', 'traits.object_type_id', sources)
  }
  if (!isKnown(sender)) return unknown('group')
  const relation = relationOf(traits, told)
  const more = { groupId, traits: traitsOf(traits, type, relation, told) }
  return mapped(event, 'group', sender, context, more, told)
}

function relationOf(traits: Members, told: Told): Fields | undefined {
  const given = something(own(traits, 'relationshipAttributes'))
  if (given === undefined) return undefined
  const at = 'traits.relationshipAttributes'
  const free = unreserved(given, told, at, at)
  return free === undefined ? undefined : pour(limited(free, told, at, at), {}, nothing, told, at)
}

function traitsOf(
  traits: Members,
  { id, read }: { id: string; read: string | undefined },
  relationshipAttributes: Fields | undefined,
  told: Told,
): Fields | undefined {
  const plain = plainAttributes(traits, known, isOmitted, undefined, false)
  if (plain !== undefined) {
    plain.object_type_id = id
    if (relationshipAttributes !== undefined) plain.relationshipAttributes = relationshipAttributes
    return plain
  }
  const left: Fields = {}
  for (const name of Object.keys(traits)) if (!omitted.has(name)) put(left, name, traits[name])
  const free = unreserved(spread(left), told, 'traits', 'traits') ?? {}
  const fitted = limited(free, told, 'traits', 'traits')
  if (read === 'object_type_id') delete fitted.object_type_id
  if (relationshipAttributes !== undefined) delete fitted.relationshipAttributes
  const fields = { object_type_id: id, relationshipAttributes }
  return pour(fitted, fields, named, told, 'traits')
}

function isOmitted(name: string): boolean {
  return omitted.has(name)
}
