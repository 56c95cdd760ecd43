import { type Acceptor, accept, breaks, readJson, ruled } from 'crosswalk/accept'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'

const event = z
  .looseObject({
    name: ruled('X-NAME', 'http', z.string().min(1)),
    time: ruled('X-TIME', 'silent', z.int()).optional(),
    note: ruled('X-NOTE', 'warning', z.string().max(3)).optional(),
    tags: ruled('X-TAGS', 'http', z.record(z.string(), z.string())).optional(),
    parts: z
      .string()
      .transform((text): unknown => JSON.parse(text))
      .pipe(
        ruled('X-PARTS', 'silent', z.array(z.object({ size: ruled('X-SIZE', 'http', z.int()) }))),
      )
      .optional(),
    box: z
      .preprocess(
        (value) => (typeof value === 'string' ? JSON.parse(value) : value),
        ruled('X-BOX', 'http', z.looseObject({ width: ruled('X-WIDTH', 'silent', z.int()) })),
      )
      .optional(),
  })
  .refine(({ name, note }) => name !== note, { path: ['note'], ...breaks('X-SAME', 'policy') })

const vendor: Acceptor = {
  destination: 'vendor',
  owns: (url) => url.host === 'vendor.example',
  rules: {},
  beyond: [],
  unknownEndpoint: { rule: 'X-URL', effect: 'http' },
  otherwise: { rule: 'X-SHAPE', effect: 'http' },
  endpoints: [
    {
      name: 'events',
      matches: ({ pathname }) => pathname === '/events',
      read: (text) => readJson(text, 'X-JSON'),
      request: z.looseObject({
        method: ruled('X-URL', 'http', z.literal('POST')),
        body: z.looseObject({ events: ruled('X-EVENTS', 'http', z.array(event).min(1)) }),
      }),
      effect: ({ rule, effect }, { headers }) =>
        rule === 'X-NAME' && headers['x-lax'] === '1' ? 'silent' : effect,
    },
  ],
}

const judge = (events: unknown, more: object = {}) =>
  accept({ method: 'POST', url: 'https://vendor.example/events', body: { events }, ...more }, [
    vendor,
  ])
const broken = (events: unknown, more?: object) => {
  const verdict = judge(events, more)
  return verdict.ok ? [] : verdict.problems.map(({ rule, effect, path }) => [rule, effect, path])
}

describe('accept', () => {
  test('takes what breaks no rule', () => {
    expect(judge([{ name: 'a', time: 1 }])).toEqual({
      ok: true,
      destination: 'vendor',
      endpoint: 'events',
      warnings: [],
    })
  })

  test.each([
    ['a field', [{ name: '' }], 'X-NAME', 'http', 'events[0].name'],
    ['a field behind optional', [{ name: 'a', time: 'x' }], 'X-TIME', 'silent', 'events[0].time'],
    ['a member of a record', [{ name: 'a', tags: { b: 1 } }], 'X-TAGS', 'http', 'events[0].tags.b'],
    [
      'what was read from text',
      [{ name: 'a', parts: '[{"size":"x"}]' }],
      'X-SIZE',
      'http',
      'events[0].parts[0].size',
    ],
    ['what text must hold', [{ name: 'a', parts: '5' }], 'X-PARTS', 'silent', 'events[0].parts'],
    ['a part behind a function', [{ name: 'a', box: '7' }], 'X-BOX', 'http', 'events[0].box'],
    [
      'a field behind a function',
      [{ name: 'a', box: '{"width":"x"}' }],
      'X-WIDTH',
      'silent',
      'events[0].box.width',
    ],
    ['a refinement', [{ name: 'a', note: 'a' }], 'X-SAME', 'policy', 'events[0].note'],
    ['an unmarked part, by what is around it', [1], 'X-EVENTS', 'http', 'events[0]'],
    ['a list', [], 'X-EVENTS', 'http', 'events'],
  ])('names the rule of %s', (_, events, rule, effect, path) => {
    expect(broken(events)).toEqual([[rule, effect, path]])
  })

  test('a warning alone does not refuse', () => {
    const verdict = judge([{ name: 'a', note: 'long' }])
    expect(verdict.ok).toBe(true)
    expect(verdict.warnings).toMatchObject([{ rule: 'X-NOTE', path: 'events[0].note' }])
  })

  test('the effect may hang on the request', () => {
    const lax = { headers: { 'X-Lax': '1' } }
    expect(broken([{ name: '' }], lax)).toEqual([['X-NAME', 'silent', 'events[0].name']])
    expect(broken([], lax)).toEqual([['X-EVENTS', 'http', 'events']])
  })

  test('a body that is no object breaks the rule that stands for all else', () => {
    expect(broken([], { body: '[]' })).toEqual([['X-SHAPE', 'http', '']])
    expect(broken([], { body: undefined })).toEqual([['X-SHAPE', 'http', '']])
  })

  test('a body that cannot be read', () => {
    expect(broken([], { body: '{' })).toEqual([['X-JSON', 'http', '']])
  })

  test('a method, an unknown endpoint, an unknown vendor, no address at all', () => {
    expect(broken([{ name: 'a' }], { method: 'GET' })).toEqual([['X-URL', 'http', 'method']])
    expect(broken([], { url: 'https://vendor.example/other' })).toEqual([['X-URL', 'http', 'url']])
    expect(broken([], { url: 'https://elsewhere.example/' })).toEqual([['URL', 'http', 'url']])
    expect(broken([], { url: 'events' })).toEqual([['URL', 'http', 'url']])
  })

  test('a finding holds no value of the request', () => {
    expect(JSON.stringify(judge([{ name: 7, note: 'secret-value' }]))).not.toContain('secret')
  })
})
