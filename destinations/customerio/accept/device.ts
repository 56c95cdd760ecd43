import { z } from 'zod'
import { unixSeconds } from './time.js'
import { isBlank } from './values.js'

const text = z.string('must be a text').optional()

/** The vendor knows no other, nor in capitals. */
export const platforms = ['ios', 'android'] as const

/** https://docs.customer.io/integrations/api/track/#operation/entity */
export const device = z.looseObject(
  {
    token: z.string('must be a text').refine((token) => !isBlank(token), 'must not be empty'),
    platform: z.enum(platforms, `must be ${platforms.join(' or ')}`).optional(),
    last_used: unixSeconds.optional(),
    attributes: z
      .object(
        {
          device_os: text,
          device_model: text,
          app_version: text,
          cio_sdk_version: text,
          device_locale: text,
          push_enabled: z.enum(['true', 'false'], 'must be the text true or false').optional(),
          _last_status: text,
        },
        'must be an object',
      )
      .catchall(z.string('must be a text'))
      .optional(),
  },
  'must be an object',
)
