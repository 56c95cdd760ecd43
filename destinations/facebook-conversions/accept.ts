import { z } from 'zod'
import { type Acceptor, ruled } from '../../src/accept/index.js'
import { readParameters } from '../facebook-app-events/accept/reading.js'
import { graphRequest, isEdge, ownsGraph } from '../facebook-app-events/accept/request.js'
import { token } from '../facebook-app-events/accept/token.js'
import { each, text } from '../facebook-app-events/accept/values.js'
import { event, timed } from './accept/event.js'
import { beyond, rules } from './accept/rules.js'

const size = 'must be a list of 1 to 1000 events'

const parameters = ruled(
  'CAPI-SHAPE',
  'http',
  z.looseObject(
    {
      data: z.array(event, size).min(1, size).max(1000, size).optional(),
      access_token: token.optional(),
      ...each(
        [
          'namespace_id',
          'partner_agent',
          'test_event_code',
          'upload_id',
          'upload_source',
          'upload_tag',
        ],
        text.optional(),
      ),
    },
    { error: 'must be an object of parameters' },
  ),
)

const nesting = { names: ['data'], rule: 'CAPI-SHAPE' }

/** The rules of https://developers.facebook.com/docs/marketing-api/conversions-api/using-the-api */
export default {
  destination: 'facebook-conversions',
  owns: ownsGraph,
  rules,
  beyond,
  unknownEndpoint: { rule: 'FB-URL', effect: 'http' },
  otherwise: { rule: 'CAPI-SHAPE', effect: 'http' },
  endpoints: [
    {
      name: 'events',
      matches: (url) => isEdge(url, 'events'),
      read: (text, headers) => readParameters(text, headers, nesting),
      request: graphRequest('events', parameters, nesting, (all, note, now) => {
        if (all.data === undefined) note(['data'], 'CAPI-SHAPE', 'http', size)
        timed(all, note, now)
      }),
      item: event,
    },
  ],
} satisfies Acceptor
