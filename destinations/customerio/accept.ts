import { z } from 'zod'
import { type Acceptor, readJson, ruled } from '../../src/accept/index.js'
import { credential } from './accept/credential.js'
import { operation } from './accept/operation.js'
import { batchBytes, itemBytes, request } from './accept/request.js'
import { beyond, rules } from './accept/rules.js'
import { sized } from './accept/values.js'

const around = {
  hosts: ['track.customer.io', 'track-eu.customer.io'],
  authorization: credential(
    'must be Basic with site id and API key',
    (siteId, apiKey) => siteId !== '' && apiKey !== '',
  ),
}
const item = sized(operation)
const batch = ruled(
  'CI-SIZE',
  'http',
  z.array(item, 'must be a list of operations').min(1, 'must hold an operation'),
)
const read = (text: string) => readJson(text, 'CI-JSON')

export default {
  destination: 'customerio',
  owns: ({ hostname }) => /(^|\.)customer\.io$/.test(hostname) && !/^cdp\b/.test(hostname),
  rules,
  beyond,
  unknownEndpoint: { rule: 'CI-URL', effect: 'http' },
  otherwise: { rule: 'CI-JSON', effect: 'http' },
  endpoints: [
    {
      /** https://docs.customer.io/integrations/api/track/#operation/batch */
      name: 'batch',
      matches: ({ pathname }) => pathname === '/api/v2/batch',
      read,
      request: request({
        ...around,
        bytes: batchBytes,
        body: ruled('CI-JSON', 'http', z.looseObject({ batch }, 'must be a JSON object')),
      }),
      item,
    },
    {
      /** https://docs.customer.io/integrations/api/track/#operation/entity */
      name: 'entity',
      matches: ({ pathname }) => pathname === '/api/v2/entity',
      read,
      request: request({ ...around, bytes: itemBytes, body: operation }),
      item: operation,
    },
  ],
} satisfies Acceptor
