import { type Acceptor, ruled } from '../../src/accept/index.js'
import { parameters, together } from './accept/parameters.js'
import { readParameters } from './accept/reading.js'
import { graphRequest, isEdge, ownsGraph } from './accept/request.js'
import { beyond, rules } from './accept/rules.js'

const nesting = {
  names: [
    'custom_events',
    'custom_events_file',
    'data_processing_options',
    'extinfo',
    'ud',
    'url_schemes',
  ],
  rule: 'FB-NEST',
}

const activity = ruled('FB-NEST', 'http', parameters)

/** The rules of https://developers.facebook.com/docs/graph-api/reference/application/activities/ */
export default {
  destination: 'facebook-app-events',
  owns: ownsGraph,
  rules,
  beyond,
  unknownEndpoint: { rule: 'FB-URL', effect: 'http' },
  otherwise: { rule: 'FB-NEST', effect: 'http' },
  endpoints: [
    {
      name: 'activities',
      matches: (url) => isEdge(url, 'activities'),
      read: (text, headers) => readParameters(text, headers, nesting),
      request: graphRequest('activities', activity, nesting, together),
      item: parameters,
    },
  ],
} satisfies Acceptor
