import { z } from 'zod'
import { ruled } from '../../../src/accept/index.js'
import { isBlank, isMembers, type Note } from '../../facebook-app-events/accept/across.js'
import {
  advertisingId,
  hash,
  hashedKeys,
  isZeroed,
} from '../../facebook-app-events/accept/identity.js'
import { each, text } from '../../facebook-app-events/accept/values.js'

function oneOrMore<Schema extends z.ZodType>(schema: Schema, error: string) {
  const list = z.array(schema).min(1, { error })
  return ruled('CAPI-UD', 'policy', z.union([schema, list], { error })).optional()
}

const hashed = oneOrMore(hash, 'must be a SHA-256 in lower-case hex, or a list of such')
const plain = oneOrMore(text, 'must be text or a list of text')

/** https://developers.facebook.com/docs/marketing-api/conversions-api/parameters/customer-information-parameters/ */
export const userData = z
  .object(
    {
      ...each([...hashedKeys, 'f5first', 'f5last', 'fi', 'dobd', 'dobm', 'doby'], hashed),
      madid: oneOrMore(advertisingId('CAPI-UD', 'policy'), 'must be text'),
      ...each(
        [
          'anon_id',
          'client_ip_address',
          'client_user_agent',
          'ctwa_clid',
          'external_id',
          'fb_login_id',
          'fbc',
          'fbp',
          'ig_account_id',
          'ig_sid',
          'lead_id',
          'page_id',
          'page_scoped_user_id',
          'subscription_id',
        ],
        plain,
      ),
    },
    { error: 'must be an object' },
  )
  .catchall(
    ruled('CAPI-UD', 'policy', z.never({ error: 'is no key of customer information' })).optional(),
  )

/** A person needs one value that can be looked up. */
export function identified(user: unknown, note: Note): void {
  if (!isMembers(user)) return
  const usable = Object.values(user)
    .flat()
    .some((value) => !isBlank(value))
  if (!usable) note(['user_data'], 'CAPI-SHAPE', 'http', 'must have a value to know the person by')
  if (isZeroed(user.madid))
    note(['user_data', 'madid'], 'CAPI-UD', 'silent', 'must be left out where it is all zeros')
}
