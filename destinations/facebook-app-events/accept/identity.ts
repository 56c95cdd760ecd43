import { z } from 'zod'
import { breaks, type Effect, ruled, textOf } from '../../../src/accept/index.js'
import { isBlank, isMembers, type Members, type Note } from './across.js'
import { orText } from './reading.js'
import { each, text } from './values.js'

/** Hashed keys, as https://developers.facebook.com/docs/marketing-api/conversions-api/parameters/customer-information-parameters/ lists them. */
export const hashedKeys = ['em', 'fn', 'ln', 'ph', 'db', 'ge', 'ct', 'st', 'zp', 'country'] as const

const ofNothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
const wanted = 'must be a SHA-256 in lower-case hex, of something'

export const hash = z.string({ error: wanted }).refine(isHash, { error: wanted })

// The SDKs join what they know of one person with commas.
const hashes = z.string({ error: wanted }).refine((value) => value.split(',').every(isHash), {
  error: wanted,
})

/** Keys of advanced matching, all hashed. */
const matching = z
  .object(
    each(
      [...hashedKeys, 'external_id'],
      hashes
        .refine((value) => value.split(',').length <= 5, { error: 'must be at most five hashes' })
        .optional(),
    ),
    { error: 'must be an object of hashes' },
  )
  .catchall(z.never({ error: 'is no key of advanced matching' }).optional())

export const ud = ruled('FB-UD', 'policy', orText(matching))

/** A device's advertising id: plain, for a hash of it matches nobody. */
export function advertisingId(rule: string, effect: Effect) {
  return text.refine((value) => !/^[0-9a-f]{32,64}$/i.test(textOf(value)), {
    error: 'must be the plain advertising id, not a hash of it',
    ...breaks(rule, effect),
  })
}

const named = ['attribution', 'advertiser_id', 'anon_id', 'page_scoped_user_id'] as const

export const identity = {
  advertiser_id: ruled('FB-ID', 'http', advertisingId('FB-ID', 'silent')).optional(),
  ...each(
    ['attribution', 'anon_id', 'page_id', 'page_scoped_user_id', 'user_id'],
    ruled('FB-ID', 'http', text).optional(),
  ),
  user_id_type: ruled('FB-ID', 'http', z.literal('INSTANT_GAMES_PLAYER_ID')).optional(),
}

/** Graph's own words: at least one of these must be there. */
export function identified(all: Members, note: Note): void {
  const player = !isBlank(all.user_id_type) && !isBlank(all.user_id)
  const person = isMembers(all.ud) && Object.values(all.ud).some((value) => !isBlank(value))
  if (!player && !person && named.every((name) => isBlank(all[name])))
    note([], 'FB-ID', 'http', `must have one of ${named.join(', ')}, ud, user_id with user_id_type`)
  if (isZeroed(all.advertiser_id))
    note(['advertiser_id'], 'FB-ID', 'silent', 'must be left out where it is all zeros')
}

/** What iOS gives in place of an id that it withholds. */
export function isZeroed(value: unknown): boolean {
  return typeof value === 'string' && /^[0-]{32,36}$/.test(value)
}

function isHash(value: string): boolean {
  return /^[0-9a-f]{64}$/.test(value) && value !== ofNothing
}
