import { describe, expect, it } from 'vitest'
import { eventNames } from '../../src/event/names.js'
import { normalize } from '../../src/event/normalize.js'
import { isEnvelope, unbatch } from '../../src/event/unbatch.js'

const receivedAt = '2026-03-14T09:26:02.000Z'

describe('unbatch', () => {
  it("gives each event the envelope's context, integrations and sentAt; its own win", () => {
    const envelope = {
      sentAt: '2026-03-14T09:26:01.000Z',
      context: { ip: '1.1.1.1', app: { name: 'Tea', version: '1' }, tags: ['a', 'b', 'c'] },
      integrations: { All: true, Amplitude: false },
      batch: [
        { type: 'page' },
        {
          type: 'screen',
          sentAt: '2026-03-14T09:00:00.000Z',
          context: { app: { version: '2' }, tags: ['z'], device: { id: 'd' } },
          integrations: { Amplitude: true },
        },
      ],
    }
    const before = structuredClone(envelope)
    expect(unbatch(envelope)).toEqual([
      {
        type: 'page',
        sentAt: envelope.sentAt,
        context: envelope.context,
        integrations: envelope.integrations,
      },
      {
        type: 'screen',
        sentAt: '2026-03-14T09:00:00.000Z',
        context: {
          ip: '1.1.1.1',
          app: { name: 'Tea', version: '2' },
          tags: ['z'],
          device: { id: 'd' },
        },
        integrations: { All: true, Amplitude: true },
      },
    ])
    expect(envelope).toEqual(before)
  })

  it('adds receivedAt and the address where an event has none', () => {
    const batch = [
      { type: 'page' },
      { type: 'page', receivedAt: 'own', context: { ip: '2.2.2.2' } },
      { type: 'page', context: 'text' },
      { type: 'page', context: null },
    ]
    expect(unbatch({ batch }, { receivedAt, ip: '1.1.1.1' })).toEqual([
      { type: 'page', receivedAt, context: { ip: '1.1.1.1' } },
      { type: 'page', receivedAt: 'own', context: { ip: '2.2.2.2' } },
      { type: 'page', receivedAt, context: 'text' },
      { type: 'page', receivedAt, context: { ip: '1.1.1.1' } },
    ])
    expect(unbatch({ batch, context: { ip: '3.3.3.3' } }, { ip: '1.1.1.1' })[0]).toMatchObject({
      context: { ip: '3.3.3.3' },
    })
  })

  it('takes a time in milliseconds', () => {
    expect(unbatch({ type: 'page' }, { receivedAt: 1773480361535 })).toEqual([
      { type: 'page', receivedAt: 1773480361535 },
    ])
  })

  it.each<[string, unknown, boolean]>([
    ['an envelope', { batch: [] }, true],
    ['an event with a batch of its own', { type: 'track', batch: [] }, false],
    ['a batch that is no list', { batch: {} }, false],
    ['an inherited batch', Object.create({ batch: [] }), false],
    ['a list', [{ type: 'page' }], false],
    ['text', 'batch', false],
    ['null', null, false],
  ])('%s', (_, body, envelope) => {
    expect(isEnvelope(body)).toBe(envelope)
    if (!envelope) expect(unbatch(body)).toEqual([body])
  })

  it('passes on what is no event, in its place', () => {
    expect(unbatch({ batch: [null, 5, 'x', [], { type: 'page' }], sentAt: 's' })).toEqual([
      ...[null, 5, 'x', []],
      { type: 'page', sentAt: 's' },
    ])
  })

  it("leaves an event's own text for context or integrations, so that it is told", () => {
    const [event] = unbatch({ context: { a: 1 }, batch: [{ type: 'page', context: 'text' }] })
    expect(event).toEqual({ type: 'page', context: 'text' })
  })

  it('keeps hostile names as data', () => {
    const body = JSON.parse(
      '{"context":{"__proto__":{"evil":1},"constructor":{"prototype":{"evil":1}}},"batch":[{"type":"page","context":{"__proto__":{"evil":2},"constructor":{"prototype":{"evil":2}},"a":1}}]}',
    )
    const [event] = unbatch(body) as [{ context: Record<string, unknown> }]
    expect(event.context.a).toBe(1)
    expect(event.context.evil).toBeUndefined()
    expect(({} as Record<string, unknown>).evil).toBeUndefined()
  })

  const refusal = (event: unknown) => {
    const normalized = normalize(event, eventNames(), Date.parse(receivedAt))
    return normalized.ok ? 'ok' : normalized.problem.code
  }
  let deep: object = {}
  for (let level = 0; level < 50_000; level++) deep = { deep }
  let bomb: object = { a: 1 }
  for (let level = 0; level < 60; level++) bomb = { a: bomb, b: bomb }
  const circle: Record<string, unknown> = {}
  circle.circle = circle

  it.each([
    ['deep', deep, 'EVENT_TOO_DEEP'],
    ['endless to write', bomb, 'EVENT_TOO_LARGE'],
    ['containing itself', circle, 'EVENT_TOO_DEEP'],
  ])(
    'something %s neither throws nor hangs, in an event or around it, and is refused later',
    (_, hostile, code) => {
      const inside = unbatch({
        context: { a: 1 },
        batch: [{ type: 'page', context: hostile }, { type: 'page' }],
      })
      expect(inside.map(refusal)).toEqual([code, 'ok'])
      const around = unbatch({
        context: hostile,
        batch: [{ type: 'page' }, { type: 'page', context: { a: 1 } }],
      })
      expect(around.map(refusal)).toEqual([code, code])
    },
  )
})
