import type { Members } from '../../../src/event/canonical.js'
import type { Warning } from '../../../src/result.js'
import { type Passage, passOn, tellDropped } from './members.js'
import { propertyName } from './named.js'

const most = 25

const passage: Passage = {
  // Nothing that tells who somebody is: the terms forbid it.
  omitted: new Set([
    'id',
    'email',
    'phone',
    'name',
    'firstName',
    'first_name',
    'lastName',
    'last_name',
    'username',
    'address',
    'birthday',
    'avatar',
    'company',
  ]),
  taken: [],
  nameOf: propertyName,
  chars: 36,
  most,
  target: 'user_properties',
  source: 'user',
}

/** What is known of a person. */
export function userProperties(
  user: Members,
  told: Warning[],
): Record<string, unknown> | undefined {
  let properties: Record<string, unknown> | undefined
  let room = most
  let beyond: string[] | undefined
  passOn(user, passage, told, (name, value) => {
    if (room-- > 0) {
      properties ??= {}
      properties[name] = { value }
    } else {
      beyond ??= []
      beyond.push(name)
    }
  })
  if (beyond !== undefined) tellDropped(beyond, most, told, passage.target)
  return properties
}
