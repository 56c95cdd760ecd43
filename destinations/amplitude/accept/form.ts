import { z } from 'zod'
import { breaks, readForm, ruled } from '../../../src/accept/index.js'
import { address, apiKey, checkBytes, options } from './request.js'
import { whenObject } from './values.js'

const form = /^\s*application\/x-www-form-urlencoded\s*(;|$)/i
const multipart = /^\s*multipart\/form-data\s*;.*\bboundary="?([^";]+)/i
const mediaType =
  'must be application/x-www-form-urlencoded, or multipart/form-data with its boundary'
const mostBytes = 1_000_000

/** A body of form fields, of either kind. */
export function readFields(text: string, headers: Readonly<Record<string, string>>) {
  const boundary = multipart.exec(headers['content-type'] ?? '')?.[1]
  if (boundary === undefined) return readForm(text)
  const parts = text.split(`--${boundary}`).flatMap((part) => {
    const [, name, value] = /\bname="([^"]*)".*?\r?\n\r?\n(.*?)\r?\n$/s.exec(part) ?? []
    return name === undefined ? [] : [[name, value]]
  })
  return Object.fromEntries(parts) as Record<string, unknown>
}

/** A field that holds JSON text; with `alone`, one item may stand for a list of one. */
function jsonText(schema: z.ZodType, alone = false) {
  return z
    .string()
    .transform((text, context) => {
      try {
        const value: unknown = JSON.parse(text)
        return alone && !Array.isArray(value) ? [value] : value
      } catch {
        context.addIssue({ code: 'custom', message: 'must be JSON', ...breaks('AM-FORM', 'http') })
        return z.NEVER
      }
    })
    .pipe(schema)
}

/** What else is wrong with the fields of a request, which are under `path`. */
type Check = (
  fields: Record<string, unknown>,
  path: PropertyKey[],
  context: z.core.$RefinementCtx,
) => void

/** A request that carries a list as JSON text, in a field of a form or of the query. */
export function formRequest(
  name: string,
  list: z.ZodType,
  allowed: readonly string[],
  check?: Check,
) {
  const fields = z.looseObject({
    api_key: apiKey.optional(),
    [name]: jsonText(list, true).optional(),
    options: jsonText(ruled('AM-FORM', 'http', options)).optional(),
  })
  return z
    .looseObject({
      method: ruled('AM-URL', 'http', z.enum(['POST', 'GET'], { error: 'must be POST or GET' })),
      url: address(allowed),
      headers: z.looseObject({ 'content-type': z.string().optional() }),
      query: fields,
      body: fields.optional(),
    })
    .superRefine(({ headers, query, body }, context) => {
      const wrong = (path: PropertyKey[], message: string, rule: string) =>
        context.addIssue({ code: 'custom', message, path, ...breaks(rule, 'http') })
      const type = headers['content-type'] ?? ''
      if (body !== undefined && !form.test(type) && !multipart.test(type)) {
        wrong(['headers', 'content-type'], mediaType, 'AM-CT')
        return
      }
      const place = body === undefined ? 'query' : 'body'
      const sent = { ...query, ...body }
      if (!('api_key' in sent)) {
        wrong([place, 'api_key'], 'must be the API key of the project', 'AM-KEY')
      }
      if (!(name in sent)) wrong([place, name], 'must be there, as JSON', 'AM-FORM')
      check?.(sent, [place, name], context)
    }, whenObject)
    .superRefine(checkBytes(mostBytes), whenObject)
}
