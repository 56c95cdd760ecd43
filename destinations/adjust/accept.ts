import { z } from 'zod'
import {
  type Acceptor,
  breaks,
  type Effect,
  findings,
  readForm,
  ruled,
  Unreadable,
} from '../../src/accept/index.js'
import { shape } from './accept/parameters.js'
import { beyond, rules } from './accept/rules.js'
import { together } from './accept/together.js'

const form = /^\s*application\/x-www-form-urlencoded\s*(;|$)/i
const mostBytes = 1_000_000
const mostOfQuery = 8192

const flat = z.record(z.string(), z.string())
const otherwise = { rule: 'AJ-CT', effect: 'http' } as const
const parameters = z.looseObject(shape)

const request = z
  .looseObject({
    method: ruled('AJ-URL', 'http', z.enum(['GET', 'POST'], 'must be GET or POST')),
    url: ruled(
      'AJ-URL',
      'http',
      z.looseObject({
        protocol: z.literal('https:', 'must be https'),
        host: z.literal('s2s.adjust.com', 'must be s2s.adjust.com'),
        path: z.literal('/event', 'must be /event'),
      }),
    ),
    headers: z.looseObject({
      authorization: ruled(
        'AJ-AUTH',
        'silent',
        z.string().regex(/^(Bearer \S+|\*\*\*)$/, 'must be Bearer with the S2S token'),
      ).optional(),
    }),
    query: flat,
    body: flat.optional(),
    bytes: ruled('AJ-SIZE', 'http', z.number().max(mostBytes, 'must be at most 1 MB')),
    now: z.number(),
  })
  .superRefine(({ query, body, now }, context) => {
    const all = { ...query, ...body }
    const note = (name: string, rule: string, effect: Effect, message: string) => {
      const place = body === undefined || (name in query && !(name in body)) ? 'query' : 'body'
      const path = name === '' ? [place] : [place, name]
      context.addIssue({ code: 'custom', path, message, ...breaks(rule, effect) })
    }
    for (const { path, rule, effect, message } of findings(parameters, all, otherwise)) {
      note(path, rule, effect, message)
    }
    together(all, now, note)
    if (new URLSearchParams(query).toString().length > mostOfQuery) {
      note('', 'AJ-SIZE', 'warning', 'is better at most 8 KB as a query')
    }
  })

/** The vendor's published rules: https://dev.adjust.com/en/api/s2s-api/events/ */
export default {
  destination: 'adjust',
  owns: ({ hostname }) => /(^|\.)adjust\.(com|io)$/.test(hostname),
  rules,
  beyond,
  unknownEndpoint: { rule: 'AJ-URL', effect: 'http' },
  otherwise,
  endpoints: [
    {
      name: 'event',
      matches: ({ pathname }) => /^\/event\/?$/.test(pathname),
      read(text, headers) {
        if (text === '') return {}
        if (form.test(headers['content-type'] ?? '')) return readForm(text)
        throw new Unreadable(
          'AJ-CT',
          'http',
          'must be application/x-www-form-urlencoded',
          'headers.content-type',
        )
      },
      request,
      item: z.strictObject(shape),
    },
  ],
} satisfies Acceptor
