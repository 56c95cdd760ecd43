import { z } from 'zod'
import type { Effect } from '../../../src/accept/index.js'
import { limitAttributes } from '../../customerio/accept/attributes.js'
import { objectTypeId } from '../../customerio/accept/identifier.js'
import { isBlank, object, type Report } from '../../customerio/accept/values.js'
import type { Call } from './call.js'

/** Reports what a call lacks for its type. */
export function needs(call: Call, report: Report) {
  if (call.type === 'alias') alias(call, report)
  else if (isBlank(call.userId) && isBlank(call.anonymousId) && !byEmail(call)) {
    report(['userId'], uid('must be given, or anonymousId in its place'))
  }
  if (call.type === 'track' && isBlank(call.event)) {
    report(['event'], { rule: 'CI-CDPEV', effect: 'http', message: 'must not be empty' })
  }
  if (call.type === 'group' && isBlank(call.groupId)) {
    report(['groupId'], uid('must not be empty'))
  }
  if (call.type === 'identify' || call.type === 'group') traits(call, report)
}

/** A workspace that knows people by their e-mail addresses takes an empty user id. */
function byEmail({ type, userId, traits }: Call): boolean {
  const email = traits?.email
  return type === 'identify' && userId === '' && typeof email === 'string' && !isBlank(email)
}

function alias({ userId, previousId }: Call, report: Report) {
  if (isBlank(userId)) report(['userId'], uid('must not be empty'))
  if (isBlank(previousId)) report(['previousId'], uid('must not be empty'))
  else if (userId === previousId) {
    const message = 'must be another person than userId'
    report(['previousId'], { rule: 'CI-MERGE', effect: 'http', message })
  }
}

const day = z.union([z.iso.datetime({ offset: true }), z.iso.date()])

/** They become attributes, which the vendor bounds after it has taken the call; a relationship's are its own. */
function traits({ type, traits = {} }: Call, report: Report) {
  const limit = (attributes: Readonly<Record<string, unknown>>, ...under: string[]) =>
    limitAttributes(attributes, 'silent', (path, found) => report([...under, ...path], found))
  const { relationshipAttributes, ...others } = traits
  const related = object.safeParse(relationshipAttributes)
  if (type === 'group' && related.success) {
    limit(others, 'traits')
    limit(related.data, 'traits', 'relationshipAttributes')
  } else limit(traits, 'traits')
  const { createdAt, object_type_id: objectType } = traits
  if (type === 'identify' && createdAt != null && !day.safeParse(createdAt).success) {
    const message = 'must be an ISO 8601 date, or date and time with its zone'
    report(['traits', 'createdAt'], { rule: 'CI-TS', effect: 'silent', message })
  }
  if (type === 'group' && objectType !== undefined && !objectTypeId.safeParse(objectType).success) {
    const message = 'must be an integer written as text'
    report(['traits', 'object_type_id'], { rule: 'CI-REL', effect: 'http', message })
  }
}

function uid(message: string): { rule: string; effect: Effect; message: string } {
  return { rule: 'CI-UID', effect: 'http', message }
}
