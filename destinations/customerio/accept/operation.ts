import { z } from 'zod'
import { ruled, utf8Length } from '../../../src/accept/index.js'
import { actionNames, actions } from './actions.js'
import { device } from './device.js'
import { identifiers } from './identifier.js'
import { unixSeconds } from './time.js'
import { isBlank, object, payload, reporter } from './values.js'

const name = z
  .string('must be a text')
  .refine((text) => !isBlank(text), 'must not be empty')
  .refine((text) => utf8Length(text) <= 100, 'must be at most 100 bytes')

const relationship = z.looseObject(
  { identifiers, relationship_attributes: object.optional() },
  'must be an object',
)

const members = z.looseObject(
  {
    type: ruled(
      'CI-TYPE',
      'http',
      z.enum(['person', 'object', 'delivery'], 'must be person, object or delivery'),
    ),
    action: ruled(
      'CI-TYPE',
      'http',
      z.enum(actionNames, `must be one of ${actionNames.join(', ')}`),
    ),
    identifiers: ruled('CI-ID1', 'http', identifiers).optional(),
    name: ruled('CI-NAME', 'http', name).optional(),
    id: ruled(
      'CI-ULID',
      'silent',
      z
        .string('must be a ULID')
        .regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/i, 'must be a ULID, or doubles are not seen'),
    ).optional(),
    timestamp: ruled('CI-TS', 'silent', unixSeconds).optional(),
    attributes: ruled('CI-DATA', 'http', payload).optional(),
    device: ruled('CI-DEV', 'http', device).optional(),
    cio_relationships: ruled('CI-REL', 'http', z.array(relationship, 'must be a list')).optional(),
    primary: ruled('CI-MERGE', 'http', identifiers).optional(),
    secondary: ruled('CI-MERGE', 'http', identifiers).optional(),
  },
  'must be an object',
)
export type Operation = z.infer<typeof members>

/** Members that carry the payload in the vendor's other APIs. */
const elsewhere = ['data', 'properties', 'traits']

/** One operation of the Track API: https://docs.customer.io/integrations/api/track/#operation/entity */
export const operation = ruled(
  'CI-JSON',
  'http',
  members.superRefine((given, context) => {
    const report = reporter(context)
    for (const spelling of elsewhere) {
      if (!Object.hasOwn(given, spelling)) continue
      const message = 'is not read here: the payload is attributes'
      report([spelling], { rule: 'CI-DATA', effect: 'silent', message })
    }
    const needs = actions[given.type][given.action]
    if (needs !== undefined) for (const need of needs) need(given, report)
    else {
      const message = `must be one of ${Object.keys(actions[given.type]).join(', ')}`
      report(['action'], { rule: 'CI-TYPE', effect: 'http', message })
    }
  }),
)
