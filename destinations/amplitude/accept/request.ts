import { z } from 'zod'
import { breaks, type Judged, ruled } from '../../../src/accept/index.js'
import { minimumIdLength } from './identity.js'

const us = 'api2.amplitude.com'
const eu = 'api.eu.amplitude.com'
/** Answers most of what the newer host of its region does. */
const older = 'api.amplitude.com'

export const hosts = {
  ingestion: [us, eu],
  ingestionAndOlder: [us, eu, older],
  mapping: [older, eu],
}

export function address(allowed: readonly string[]) {
  return ruled(
    'AM-URL',
    'http',
    z.custom<Judged['url']>(
      (url) => {
        const { protocol, host } = url as Judged['url']
        return protocol === 'https:' && allowed.includes(host)
      },
      { error: `must be https, at ${allowed.join(' or ')}` },
    ),
  )
}

/** `***` stands for a key that is present. */
export const apiKey = ruled(
  'AM-KEY',
  'http',
  z
    .string({ error: 'must be the API key of the project' })
    .min(1, 'must not be empty')
    .refine((key) => key === '' || key === '***' || /^[0-9a-f]{32}$/i.test(key), {
      error: 'is no API key of a project: those have 32 hex digits',
      ...breaks('AM-KEY', 'warning'),
    }),
)

export const options = z.looseObject(
  { min_id_length: minimumIdLength },
  { error: 'must be an object' },
)

/** Says whether the body has too many bytes. */
export function checkBytes(most: number) {
  return ({ bytes }: Record<string, unknown>, context: z.core.$RefinementCtx): void => {
    if ((bytes as number) <= most) return
    context.addIssue({
      code: 'custom',
      message: `must have at most ${most} bytes`,
      path: ['body'],
      ...breaks('AM-LIMIT', 'http'),
    })
  }
}
