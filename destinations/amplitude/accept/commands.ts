import { z } from 'zod'
import { ruled } from '../../../src/accept/index.js'
import { formRequest } from './form.js'
import { groupIdentification, groupIdentifications, groups } from './groups.js'
import { checkIdLengths, checkIds, ids } from './identity.js'
import { device } from './origin.js'
import { userProperties } from './properties.js'
import { hosts } from './request.js'
import { isThere, plainText, text, unknownMember, whenObject } from './values.js'

const mostMappings = 2000

/** https://amplitude.com/docs/apis/analytics/user-mapping */
const mapping = z
  .looseObject(
    {
      user_id: text('must be text that is not empty').min(1, 'must not be empty'),
      global_user_id: text().nullish(),
      unmap: z.boolean({ error: 'must be true or false' }).nullish(),
    },
    { error: 'must be an object' },
  )
  .refine(({ global_user_id, unmap }) => unmap === true || isThere(global_user_id), {
    error: 'must be text that is not empty, unless unmap is true',
    path: ['global_user_id'],
    ...whenObject,
  })

const mappings = ruled(
  'AM-MAP',
  'http',
  z
    .array(mapping)
    .min(1, 'must not be empty')
    .max(mostMappings, `must have at most ${mostMappings} mappings`),
)

/** https://amplitude.com/docs/apis/analytics/identify */
const identification = z
  .object(
    {
      ...ids,
      user_properties: userProperties.optional(),
      groups: groups.optional(),
      ...device,
      paying: plainText,
      start_version: plainText,
    },
    { error: 'must be an object' },
  )
  .catchall(unknownMember)
  .superRefine(checkIds, whenObject)

const identifications = ruled(
  'AM-FORM',
  'http',
  z.array(identification).min(1, 'must not be empty'),
)

/** The endpoints that take commands as form fields. */
export const commands = {
  usermap: { request: formRequest('mapping', mappings, hosts.mapping), item: mapping },
  identify: {
    request: formRequest(
      'identification',
      identifications,
      hosts.ingestionAndOlder,
      (fields, path, context) =>
        checkIdLengths(fields.identification, fields.options, path, context),
    ),
    item: identification,
  },
  groupidentify: {
    request: formRequest('identification', groupIdentifications, hosts.ingestion),
    item: groupIdentification,
  },
}
