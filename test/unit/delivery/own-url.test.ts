import { describe, expect, test } from 'vitest'
import { isPrivateAddress } from '../../../src/delivery/private-address.js'
import { createSender, type SenderOptions } from '../../../src/delivery/send.js'
import type { DeliveryPolicy } from '../../../src/routing/connection.js'
import { collect, connection, event, fakeClock, json, request } from './support.js'

const body = '[]'
const publicly = async () => ['93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c']

/** Two events, one after the other, to a URL that is the user's own. */
async function sendTo(
  url: string,
  options: SenderOptions = {},
  delivery: Partial<DeliveryPolicy> = {},
) {
  const calls: string[] = []
  const fetch = async (to: string) => {
    calls.push(to)
    return json(200, { code: 200 })
  }
  const envelope = () => ({ method: 'POST' as const, url, headers: {}, body })
  const conn = connection({ envelope, delivery: { concurrency: 1, ...delivery } })
  for (const endpoint of Object.values(conn.inside.module.endpoints)) endpoint.ownUrl = true
  const sender = createSender({ fetch, clock: fakeClock(), lookup: publicly, ...options })
  const requests = [event(1), event(2)].map((one) => request(conn, [one]))
  const results = await collect(sender.deliver(requests))
  return { calls, items: results.flatMap(({ items }) => items) }
}

const refused = { outcome: 'blocked', status: null, error: { code: 'ADDRESS_REFUSED' } }

describe('a URL of the user’s own', () => {
  test('that is public is sent to', async () => {
    const { calls, items } = await sendTo('https://hooks.example.com/in')
    expect(calls).toHaveLength(2)
    expect(items).toMatchObject([{ outcome: 'delivered' }, { outcome: 'delivered' }])
  })

  test.each([
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0177.0.0.1/',
    'https://0x7f.0x0.0x0.0x1/',
    'https://0/',
    'https://127.0.0.1./',
    'https://１２７.0.0.1/',
    'https://10.1.2.3/',
    'https://172.31.255.255/',
    'https://192.168.0.1:8443/',
    'https://100.100.100.200/',
    'https://169.254.169.254/latest/meta-data',
    'https://168.63.129.16/',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:a9fe:a9fe]/',
    'https://[64:ff9b::10.0.0.1]/',
    'https://[64:ff9b:1::1]/',
    'https://[2002:7f00:1::]/',
    'https://[2001:0:1::1]/',
    'https://[fe80::1]/',
    'https://[fc00::1]/',
    'https://[fd00:ec2::254]/',
    'https://[ff02::1]/',
    'https://localhost/',
    'https://LOCALHOST./',
    'https://a.localhost/',
    'https://metadata.google.internal/',
    'https://printer.local/',
    'https://intranet/',
  ])('is not sent to %s', async (url) => {
    const { calls, items } = await sendTo(url)
    expect(calls).toEqual([])
    expect(items).toMatchObject([refused, refused])
  })

  test.each(['https://172.32.0.1/', 'https://8.8.8.8/', 'https://[2606:4700::1111]/'])(
    'is sent to %s, an address that is public',
    async (url) => {
      expect((await sendTo(url)).calls).toHaveLength(2)
    },
  )

  test('is refused where one of the addresses of its name is private, without telling which', async () => {
    const looked: string[] = []
    const lookup = async (host: string) => {
      looked.push(host)
      return ['93.184.215.14', '10.20.30.40']
    }
    const { calls, items } = await sendTo('https://rebind.example.com/in', { lookup })
    expect(calls).toEqual([])
    expect(items).toMatchObject([refused, refused])
    expect(JSON.stringify(items)).not.toContain('10.20')
    // The second is refused with the connection.
    expect(looked).toEqual(['rebind.example.com'])
  })

  test('is not sent to where its name cannot be looked up, and is tried again', async () => {
    const lookup = async () => {
      throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' })
    }
    const { calls, items } = await sendTo('https://gone.example.com/in', { lookup })
    expect(calls).toEqual([])
    const expired = { outcome: 'expired', attempts: 5, error: { code: 'ANSWER_LOST' } }
    expect(items).toMatchObject([expired, expired])
  })

  test('is looked up anew for each request', async () => {
    let times = 0
    const lookup = async () => (times++ === 0 ? ['93.184.215.14'] : ['127.0.0.1'])
    const { calls, items } = await sendTo('https://rebind.example.com/in', { lookup })
    expect(calls).toHaveLength(1)
    expect(items).toMatchObject([{ outcome: 'delivered' }, refused])
  })

  test('is not sent to after a look-up that outlasts the call', async () => {
    const late: (() => void)[] = []
    const lookup = () =>
      new Promise<string[]>((resolve) => late.push(() => resolve(['93.184.215.14'])))
    const { calls, items } = await sendTo(
      'https://hooks.example.com/in',
      { lookup },
      { timeoutMs: 10, attempts: 1 },
    )
    expect(items).toMatchObject([{ outcome: 'expired' }, { outcome: 'expired' }])
    for (const answer of late) answer()
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(calls).toEqual([])
  })

  test('may be http, or private, only where the host allows it', async () => {
    const plain = 'http://hooks.example.com/in'
    expect((await sendTo(plain)).items).toMatchObject([refused, refused])
    expect((await sendTo(plain, { allowHttp: true })).calls).toHaveLength(2)
    const near = 'http://localhost:3000/in'
    expect((await sendTo(near, { allowHttp: true })).calls).toEqual([])
    expect((await sendTo(near, { allowPrivate: true })).calls).toEqual([])
    expect((await sendTo(near, { allowHttp: true, allowPrivate: true })).calls).toHaveLength(2)
  })

  test('is not looked at where the host itself says where its requests go', async () => {
    const origins = { conn: 'http://127.0.0.1:9000' }
    const { calls } = await sendTo('https://10.0.0.1/in?a=1', { origins })
    expect(calls[0]).toBe('http://127.0.0.1:9000/in?a=1')
  })
})

test('a vendor’s own URL is not looked up', async () => {
  const lookup = async () => ['127.0.0.1']
  const fetch = async () => json(200, { code: 200 })
  const sender = createSender({ fetch, clock: fakeClock(), lookup })
  const [result] = await collect(sender.deliver([request(connection(), [event(1)])]))
  expect(result?.outcome).toBe('delivered')
})

test.each([
  ['fe80::1%eth0', true],
  ['::ffff:8.8.8.8', false],
  ['64:ff9b::8.8.8.8', false],
  ['no address', true],
  ['', true],
  ['256.1.1.1', true],
])('of what a look-up gives, %j is private: %j', (text, expected) => {
  expect(isPrivateAddress(text)).toBe(expected)
})
