import { z } from 'zod'
import { breaks, ruled } from '../../../src/accept/index.js'

const known =
  /^rest\.(iad-0[1-8]|us-(09|10)|au-01|id-01|jp-01)\.braze\.com$|^rest\.fra-0[12]\.braze\.eu$/

/** What all endpoints ask of a request around its body. */
export function request(body: z.ZodType) {
  const json = 'must be application/json'
  return z
    .looseObject({
      method: ruled('BZ-URL', 'http', z.literal('POST', 'must be POST')),
      url: ruled(
        'BZ-URL',
        'http',
        z
          .looseObject({ protocol: z.string(), host: z.string() })
          .refine(
            ({ protocol, host }) => protocol === 'https:' && known.test(host),
            'must be https at the REST host of an instance',
          ),
      ),
      headers: z.looseObject({
        'content-type': ruled(
          'BZ-CT',
          'http',
          z.string(json).regex(/^\s*application\/json\s*(;|$)/i, json),
        ),
        authorization: ruled(
          'BZ-AUTH',
          'http',
          z.string('must be there').regex(/^(\*\*\*$|Bearer [^\s"']+$)/, 'must be Bearer and key'),
        ),
      }),
      body,
      bytes: z.number(),
    })
    .refine(({ bytes }) => bytes <= 4 * 1024 * 1024, {
      error: 'must have at most 4 MB',
      path: ['body'],
      ...breaks('BZ-SIZE', 'http'),
    })
}
