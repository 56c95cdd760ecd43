import { z } from 'zod'
import {
  type AcceptEndpoint,
  type Acceptor,
  type Judged,
  readJson,
  ruled,
} from '../../src/accept/index.js'
import { credential } from '../customerio/accept/credential.js'
import { batchBytes, itemBytes, request } from '../customerio/accept/request.js'
import { reporter, sized } from '../customerio/accept/values.js'
import { call, callOf, time, types } from './accept/call.js'
import { context, documented } from './accept/context.js'
import { beyond, rules } from './accept/rules.js'
import { semantics } from './accept/semantic.js'

const around = {
  hosts: ['cdp.customer.io', 'cdp-eu.customer.io'],
  authorization: credential(
    'must be Basic with the API key as user and an empty password',
    (apiKey, password) => apiKey !== '' && password === '',
  ),
}

/** Without its strict mode the API answers 200 to faulty calls and throws them away. */
const answer = (headers: Judged['headers']) =>
  headers['x-strict-mode'] === '1' ? 'http' : 'silent'

const item = sized(call)
const batch = ruled(
  'CI-SIZE',
  'http',
  z.array(item, 'must be a list of calls').min(1, 'must hold a call'),
)
const body = z
  .looseObject(
    {
      batch,
      context: ruled('CI-DATA', 'http', context),
      integrations: documented('object'),
      sentAt: time.optional(),
      writeKey: documented('string'),
    },
    'must be a JSON object',
  )
  .superRefine(({ batch, context }, ctx) => {
    const report = reporter(ctx)
    for (const [index, one] of batch.entries()) {
      semantics(one, context, (path, found) => report(['batch', index, ...path], found))
    }
  })

function endpoint(name: string, rules: Pick<AcceptEndpoint, 'request' | 'item'>): AcceptEndpoint {
  return {
    name,
    matches: ({ pathname }) => pathname === `/v1/${name}`,
    read: (text, headers) => readJson(text, 'CI-JSON', answer(headers)),
    effect: ({ rule, effect }, { headers }) =>
      effect === 'http' && rule !== 'CI-URL' ? answer(headers) : effect,
    ...rules,
  }
}

/** https://docs.customer.io/integrations/api/cdp/ */
export default {
  destination: 'customerio-pipelines',
  owns: ({ hostname }) => /^cdp\b.*\.customer\.io$/.test(hostname),
  rules,
  beyond,
  unknownEndpoint: { rule: 'CI-URL', effect: 'http' },
  otherwise: { rule: 'CI-JSON', effect: 'http' },
  endpoints: [
    endpoint('batch', {
      request: request({ ...around, bytes: batchBytes, body: ruled('CI-JSON', 'http', body) }),
      item,
    }),
    ...types.map((type) => {
      const one = callOf(type).superRefine((given, ctx) =>
        semantics(given, undefined, reporter(ctx)),
      )
      return endpoint(type, {
        request: request({ ...around, bytes: itemBytes, body: one }),
        item: one,
      })
    }),
  ],
} satisfies Acceptor
