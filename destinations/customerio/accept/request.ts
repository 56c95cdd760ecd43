import { z } from 'zod'
import { breaks, ruled } from '../../../src/accept/index.js'

/** The vendor says 32 KB and 500 KB, and not which KB it means: https://docs.customer.io/integrations/api/track/ */
export const itemBytes = 32 * 1024
export const batchBytes = 500 * 1024

interface Call {
  hosts: readonly string[]
  authorization: z.ZodType
  /** What the whole body may hold. */
  bytes: number
  body: z.ZodType
}

/** What all endpoints of the vendor ask of a request around its body. */
export function request({ hosts, authorization, bytes, body }: Call) {
  const json = 'must be application/json'
  const address = z
    .looseObject({ protocol: z.string(), host: z.string() })
    .refine(
      ({ protocol, host }) => protocol === 'https:' && hosts.includes(host),
      `must be https at ${hosts.join(' or ')}`,
    )
  return z
    .looseObject({
      method: ruled('CI-URL', 'http', z.literal('POST', 'must be POST')),
      url: ruled('CI-URL', 'http', address),
      headers: z.looseObject({
        'content-type': ruled(
          'CI-JSON',
          'http',
          z.string(json).regex(/^\s*application\/json\s*(;|$)/i, json),
        ),
        authorization,
      }),
      body,
      bytes: z.number(),
    })
    .refine((judged) => judged.bytes <= bytes, {
      error: `must be at most ${bytes} bytes`,
      path: ['body'],
      ...breaks('CI-SIZE', 'http'),
    })
}
