import { z } from 'zod'
import { type Acceptor, breaks, readJson, ruled } from '../../src/accept/index.js'
import { event, purchase } from './accept/actions.js'
import { attributes } from './accept/attributes.js'
import { alias } from './accept/identifier.js'
import { request } from './accept/request.js'
import { beyond, rules } from './accept/rules.js'
import { text } from './accept/values.js'

const list = <Schema extends z.ZodType>(one: Schema) => z.array(one, 'must be a list').optional()

const lists = ruled(
  'BZ-CT',
  'http',
  z
    .looseObject(
      {
        attributes: ruled('BZ-EMPTY', 'http', list(attributes)),
        events: ruled('BZ-EMPTY', 'http', list(event)),
        purchases: ruled('BZ-EMPTY', 'http', list(purchase)),
        partner: z.string().optional(),
      },
      'must be a JSON object',
    )
    .superRefine(({ attributes: a = [], events: e = [], purchases: p = [] }, context) => {
      const count = a.length + e.length + p.length
      const add = (rule: string, message: string) =>
        context.addIssue({ code: 'custom', path: [], message, ...breaks(rule, 'http') })
      if (count === 0) add('BZ-EMPTY', 'must hold attributes, events or purchases')
      if (count > 75) add('BZ-LIMIT', 'must hold at most 75 objects together')
    }),
)

/** An item is one object, under the name of its list. */
const item = z.strictObject({
  attributes: attributes.optional(),
  events: event.optional(),
  purchases: purchase.optional(),
})

const identified = z.strictObject({ external_id: text, user_alias: alias })

const known = z.union(
  [z.strictObject({ external_id: text }), z.strictObject({ user_alias: alias })],
  'must be external_id or user_alias alone',
)
const merge = z
  .strictObject({ identifier_to_merge: known, identifier_to_keep: known })
  .refine(
    ({ identifier_to_merge: from, identifier_to_keep: to }) =>
      Object.keys(from)[0] === Object.keys(to)[0],
    'must be two identifiers of one kind',
  )

const of = (rule: string, name: string, one: z.ZodType) =>
  request(
    ruled(
      rule,
      'http',
      z.looseObject({
        [name]: z
          .array(one, 'must be a list')
          .min(1, 'must hold one')
          .max(50, 'must hold at most 50'),
      }),
    ),
  )
const read = (body: string) => readJson(body, 'BZ-CT')
const at = (path: string) => (url: URL) => url.pathname === path

export default {
  destination: 'braze',
  owns: ({ hostname }) => /(^|\.)braze\.(com|eu)$/.test(hostname),
  rules,
  beyond,
  unknownEndpoint: { rule: 'BZ-URL', effect: 'http' },
  otherwise: { rule: 'BZ-CT', effect: 'http' },
  endpoints: [
    { name: 'track', matches: at('/users/track'), read, request: request(lists), item },
    {
      name: 'identify',
      matches: at('/users/identify'),
      read,
      request: of('BZ-IDENT', 'aliases_to_identify', identified),
      item: identified,
    },
    {
      name: 'merge',
      matches: at('/users/merge'),
      read,
      request: of('BZ-MERGE', 'merge_updates', merge),
      item: merge,
    },
  ],
} satisfies Acceptor
