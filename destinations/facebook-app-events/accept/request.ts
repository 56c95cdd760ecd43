import { z } from 'zod'
import { ruled } from '../../../src/accept/index.js'
import { across, isMembers, type Members, type Note } from './across.js'
import { type Nesting, ofText } from './reading.js'
import { authorized, headers } from './token.js'

/** Whether a URL is Graph's, or so near that it was meant to be. */
export function ownsGraph({ hostname }: URL): boolean {
  return /(^|\.)facebook\.\w+$/.test(hostname)
}

/** Whether a path is meant for an edge of the graph. */
export function isEdge({ pathname }: URL, edge: string): boolean {
  return new RegExp(`/${edge}/?$`, 'i').test(pathname)
}

/**
 * A call of one edge. Parameters may be spread over query and body; of a doubled
 * one the body's counts. `check` holds the rules that take several together.
 */
export function graphRequest(
  edge: string,
  parameters: z.ZodType,
  nesting: Nesting,
  check: (all: Members, note: Note, now: number) => void,
) {
  const path = new RegExp(`^/(v\\d{1,2}\\.\\d/)?\\d+/${edge}$`)
  const request = z.looseObject({
    method: ruled('FB-URL', 'http', z.literal('POST', { error: 'must be POST' })),
    url: ruled(
      'FB-URL',
      'http',
      z
        .looseObject({ protocol: z.string(), host: z.string(), path: z.string() })
        .refine(({ protocol }) => protocol === 'https:', { error: 'must begin with https' })
        .refine(({ host }) => host === 'graph.facebook.com', {
          error: 'must have the host graph.facebook.com',
        })
        .refine((url) => path.test(url.path), {
          error: `must have the path /v<version>/<numeric id>/${edge}`,
        }),
    ),
    headers,
    query: z.preprocess(
      (query) => ofText(query as Record<string, string>, nesting, 'query.'),
      parameters,
    ),
    body: parameters.optional(),
    now: z.number(),
  })
  return across(request, ({ headers, query, body, now }, note) => {
    const inQuery = isMembers(query) ? query : {}
    const inBody = isMembers(body) ? body : {}
    const all = { ...inQuery, ...inBody }
    const noteBelow: Note = ([name, ...rest], ...broken) => {
      const under = name !== undefined && name in inQuery && !(name in inBody) ? 'query' : 'body'
      note(name === undefined ? ['body'] : [under, name, ...rest], ...broken)
    }
    authorized(all, (headers as Members).authorization, noteBelow)
    check(all, noteBelow, Number(now))
  })
}
