import { z } from 'zod'
import { breaks, ruled } from '../../../src/accept/index.js'
import { event, events } from './event.js'
import { checkIdLengths } from './identity.js'
import { address, apiKey, checkBytes, hosts, options } from './request.js'
import { whenObject } from './values.js'

const mediaType = 'must be application/json'

/**
 * A request that carries events as JSON.
 * https://amplitude.com/docs/apis/analytics/http-v2
 * https://amplitude.com/docs/apis/analytics/batch-event-upload
 */
function upload(most: { events: number; bytes: number }) {
  return z
    .looseObject({
      method: ruled('AM-URL', 'http', z.literal('POST', { error: 'must be POST' })),
      url: address(hosts.ingestionAndOlder),
      headers: z.looseObject({
        'content-type': ruled(
          'AM-CT',
          'http',
          z.string({ error: mediaType }).regex(/^\s*application\/json\s*(;|$)/i, mediaType),
        ),
      }),
      body: z
        .looseObject(
          {
            api_key: apiKey,
            events: events.refine((list) => list.length <= most.events, {
              error: `must have at most ${most.events} events`,
              ...breaks('AM-LIMIT', 'http'),
            }),
            options: ruled('AM-IDLEN', 'http', options).optional(),
          },
          { error: 'must be a JSON object' },
        )
        .superRefine((body, context) => {
          checkIdLengths(body.events, body.options, ['events'], context)
        }, whenObject),
    })
    .superRefine(checkBytes(most.bytes), whenObject)
}

/** The vendor says "under 1 MB" and "fewer than 2000 events" of the one, "20 MB" and "2000" of the other. */
export const uploads = {
  httpapi: { request: upload({ events: 1999, bytes: 999_999 }), item: event },
  batch: { request: upload({ events: 2000, bytes: 20_000_000 }), item: event },
}
