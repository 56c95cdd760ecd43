/** Over a real line, as the stand-ins for `fetch` do not all refuse a redirect in the same words. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { createSender } from '../../../src/delivery/send.js'
import { collect, connection, events, fakeClock, ok, outcomes, request } from './support.js'

let close = () => {}
afterEach(() => close())

/** Delivers two items to a vendor that answers so; gives what became of them, and the paths and bodies that were asked for. */
async function delivered(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  given: Parameters<typeof connection>[0] = {},
) {
  const asked: string[] = []
  const bodies = new Set<string>()
  const server = createServer(async (incoming, response) => {
    asked.push(incoming.url ?? '')
    let body = ''
    for await (const part of incoming) body += part
    bodies.add(body)
    answer(incoming, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  close = () => void server.close()
  const { port } = server.address() as AddressInfo
  const conn = connection({ delivery: { attempts: 3 }, ...given })
  const sender = createSender({
    clock: fakeClock(),
    origins: { conn: `http://127.0.0.1:${port}` },
  })
  const results = await collect(sender.deliver([request(conn, events(0, 2))]))
  return { results, asked, bodies }
}

test.each([301, 302, 303, 307, 308])(
  'a redirect with %i is not followed, and tells its status',
  async (status) => {
    const { results, asked } = await delivered((_, response) => {
      response.writeHead(status, { location: '/elsewhere', connection: 'close' }).end('moved')
    })
    expect(outcomes(results)).toEqual({ 0: 'blocked', 1: 'blocked' })
    expect(results[0]?.items).toMatchObject([
      { status, attempts: 1, error: { code: 'REDIRECTED' } },
    ])
    // Once more for the status, and never where it leads.
    expect(asked).toEqual(['/events', '/events'])
  },
)

test.each([302, 303])(
  'where a double is worse than none, %i is called for once',
  async (status) => {
    const answer = (_: IncomingMessage, response: ServerResponse) => {
      response.writeHead(status, { location: '/elsewhere', connection: 'close' }).end()
    }
    const { results, asked } = await delivered(answer, { ambiguous: 'stop' })
    expect(outcomes(results)).toEqual({ 0: 'blocked', 1: 'blocked' })
    expect(results[0]?.items).toMatchObject([
      { status, attempts: 1, error: { code: 'REDIRECTED' } },
    ])
    expect(asked).toEqual(['/events'])
  },
)

test.each(['retry', 'stop'] as const)('421 is an answer as any other: %s', async (ambiguous) => {
  const { results } = await delivered((_, response) => void response.writeHead(421).end(), {
    ambiguous,
  })
  expect(results[0]?.items).toMatchObject([{ outcome: 'rejected', status: 421 }])
})

test('a redirect that is none any more is an answer as any other', async () => {
  let calls = 0
  const { results, asked } = await delivered((_, response) => {
    if (calls++ === 0) response.writeHead(307, { location: '/elsewhere' }).end()
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(ok))
  })
  expect(outcomes(results)).toEqual({ 0: 'delivered', 1: 'delivered' })
  expect(asked).toEqual(['/events', '/events'])
})

test('a body goes out whole, and once', async () => {
  const { results, asked, bodies } = await delivered((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(ok))
  })
  expect(outcomes(results)).toEqual({ 0: 'delivered', 1: 'delivered' })
  expect(asked).toHaveLength(1)
  expect([...bodies]).toEqual([request(connection(), events(0, 2)).body])
})

test('a broken line is no redirect: each attempt calls once', async () => {
  const { results, asked } = await delivered((incoming) => void incoming.socket.destroy())
  expect(results[0]?.items).toMatchObject([
    { attempts: 3, status: null, error: { code: 'ANSWER_LOST' } },
  ])
  expect(asked).toHaveLength(3)
})
