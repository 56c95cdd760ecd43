import type { Change, Members } from './canonical.js'
import { userTraits } from './catalogue/traits.js'
import { isNothing } from './nothing.js'
import { know, settleMembers } from './settle.js'
import { own } from './values.js'

const known = know(userTraits)

/** What is known of the person, in its spelling and type; the parts of the name give the whole, and it them. */
export function settlePerson(traits: Members, changes: Change[]): Members {
  return withNames(settleMembers(traits, known, 'user', changes), changes)
}

function withNames(user: Members, changes: Change[]): Members {
  const name = own(user, 'name')
  const first = own(user, 'firstName')
  const last = own(user, 'lastName')
  const none = isNothing(first) || isNothing(last)
  if (isNothing(name)) {
    if (none || typeof first !== 'string' || typeof last !== 'string') return user
    const to = `${first} ${last}`
    changes.push({ path: 'user.name', from: name, to, rule: 'name of parts' })
    return { ...user, name: to }
  }
  if (!none || typeof name !== 'string') return user
  const parts = partsOf(name)
  if (parts === undefined) return user
  // Where one part is given and is not the name's, nobody knows which word the other is.
  if (!isNothing(first) && first !== parts.firstName) return user
  if (!isNothing(last) && last !== parts.lastName) return user
  for (const part of ['firstName', 'lastName'] as const) {
    const from = own(user, part)
    if (!isNothing(from)) continue
    changes.push({ path: `user.${part}`, from, to: parts[part], rule: 'parts of name' })
  }
  return { ...user, ...parts }
}

/** Only two words tell which is which. */
function partsOf(name: string): { firstName: string; lastName: string } | undefined {
  if (name.length > MAX_LENGTH) return undefined
  const [firstName, lastName, ...more] = name.trim().split(/\s+/)
  return firstName === undefined || lastName === undefined || more.length > 0
    ? undefined
    : { firstName, lastName }
}

/** Longer is no name, and splitting it has no use. */
const MAX_LENGTH = 200
