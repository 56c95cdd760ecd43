import { describe, expect, test } from 'vitest'
import { createBatcher } from '../../src/delivery/batch.js'
import { hideOf } from '../../src/delivery/hide.js'
import { mask } from '../../src/delivery/request.js'
import { type Destination, secret, z } from '../../src/destination.js'
import { createRouter } from '../../src/router.js'
import { prepareConnection } from '../../src/routing/prepare.js'
import { openCredentials } from '../../src/setting-marks.js'
import { endpoint } from './endpoint.js'

const password = 'top-secret-password'
const key = secret('The password.')
interface Branch {
  key?: string | undefined
  next?: Branch | undefined
}
const branch: z.ZodType<Branch> = z.lazy(() =>
  z.strictObject({ next: branch.optional(), key: key.optional() }),
)

const nested: [where: string, schema: z.ZodType, given: unknown][] = [
  ['an object', z.strictObject({ user: z.string(), key }), { user: 'someone', key: password }],
  ['an object of objects', z.object({ a: z.object({ key }).optional() }), { a: { key: password } }],
  ['what else an object holds', z.object({}).catchall(key), { key: password }],
  ['a union', z.union([z.null(), z.strictObject({ key })]), { key: password }],
  ['an intersection', z.object({ a: z.string() }).and(z.object({ key })), { a: '', key: password }],
  ['a transform', key.transform((text) => ({ text })), password],
  ['a pipe', z.string().pipe(key), password],
  ['what is made ready first', z.preprocess((value) => value, key), password],
  ['a list', z.array(key), [password]],
  ['a tuple', z.tuple([z.string(), key]), ['someone', password]],
  ['the rest of a tuple', z.tuple([z.string()], key), ['someone', password]],
  ['a record', z.record(z.string(), key), { key: password }],
  ['a lazy schema that holds itself', branch, { next: { key: password } }],
  ['a default of a nullable', z.object({ key }).nullable().default(null), { key: password }],
]

function teaWith(settings: z.ZodType, from = 'event'): Destination {
  return {
    slug: 'tea',
    title: 'Tea',
    settings: settings as Destination['settings'],
    mapping: {
      destination: 'tea',
      title: 'Tea',
      docs: ['https://example.com/'],
      checked: '2026-03-14',
      version: '1.0.0',
      rules: [{ name: 'all', emit: [{ action: 'event', fields: { name: from } }] }],
    },
    actions: { event: () => 'events' },
    endpoints: {
      events: {
        ...endpoint,
        build: (payload, { settings }) => ({
          body: { ...payload, seen: JSON.stringify(settings) },
        }),
        envelope: (batch, settings) => ({
          ...endpoint.envelope(batch, settings),
          headers: { Authorization: JSON.stringify(settings) },
        }),
      },
    },
  }
}

function connect(module: Destination, auth: unknown) {
  const config = { id: 'mine', destination: 'tea', settings: { auth } }
  return prepareConnection(config, { destinations: [module] })
}

describe.each(nested)('a secret in %s', (_, schema, auth) => {
  const settings = z.strictObject({ auth: schema })

  test('makes the setting one that no mapping reads', () => {
    const prepared = connect(teaWith(settings, 'settings.auth'), auth)
    expect(prepared).toMatchObject({
      ok: false,
      problems: [{ message: expect.stringContaining('secrets never can') }],
    })
  })

  test('is seen by the envelope alone, and shown to nobody', () => {
    const { request, connection } = sent(teaWith(settings), auth)
    expect(request.headers.Authorization).toContain(password)
    expect(request.body).not.toContain(password)
    expect(JSON.stringify(mask(request))).not.toContain(password)
    expect(hideOf(connection)(`refused: ${password}`)).toBe('refused: ***')
  })
})

test('settings whose names are not known are all taken for secrets', () => {
  const settings = z.strictObject({ auth: key }).transform(({ auth }) => ({ renamed: auth }))
  const { request } = sent(teaWith(settings), password)
  expect(request.headers.Authorization).toContain(password)
  expect(request.body).not.toContain(password)
  expect(JSON.stringify(mask(request))).not.toContain(password)
})

test('several secrets keep their form where they are masked', () => {
  const auth = [password, { next: password }]
  const settings = z.strictObject({ auth: z.array(z.union([key, z.object({ next: key })])) })
  const { request } = sent(teaWith(settings), auth)
  expect(mask(request).headers.Authorization).toContain('["***",{"next":"***"}]')
})

test('members that are named like credentials are told by their paths', () => {
  const open = {
    auth: z.union([z.null(), z.object({ user: z.string(), apiKey: z.string() })]),
    account: z.array(z.object({ id: z.string(), token: z.string().describe('A public one.') })),
    marked: z.object({ apiKey: z.string(), password: key }),
    secretName: z.string(),
  }
  expect(openCredentials(open)).toEqual(['auth.apiKey', 'secretName'])
})

function sent(module: Destination, auth: unknown) {
  const prepared = connect(module, auth)
  if (!prepared.ok) throw new Error(JSON.stringify(prepared.problems))
  const router = createRouter([prepared.connection])
  const results = router.map({ type: 'track', event: 'Tea Made' })
  const batcher = createBatcher(router)
  const [request] = [...results.flatMap((result) => batcher.add(result)), ...batcher.flush()]
  if (request === undefined) throw new Error(JSON.stringify(results))
  return { request, connection: prepared.connection }
}
