import { describe, expect, test } from 'vitest'
import type { Answer } from '../../../src/delivery/answer.js'
import { classify } from '../../../src/delivery/outcome.js'
import type { ItemVerdict } from '../../../src/delivery/verdict.js'
import type { OutcomeRule } from '../../../src/destination.js'
import { amplitude, customerio, item } from './support.js'

const answer = (status: number, body: unknown = ''): Answer => ({
  kind: 'answer',
  status,
  retryAfter: null,
  text: typeof body === 'string' ? body : JSON.stringify(body),
})

const carried = [0, 1, 2, 3].map((n) => ({
  item: item(n, { body: { user_id: `u${n}`, device_id: n, n } }),
}))

function judge(
  given: Answer,
  outcome: OutcomeRule[] = amplitude,
  ambiguous: 'retry' | 'stop' = 'retry',
) {
  return classify(given, { outcome, ambiguous }, carried)
}

/** `rejected VENDOR_QUOTA +30000`, shortened to one text where all items share it. */
function short(verdicts: ItemVerdict[]): string | string[] {
  const texts = verdicts.map((one) => {
    if (!('problem' in one)) return one.verdict
    const wait = one.verdict === 'retry' && one.waitMs !== undefined ? ` +${one.waitMs}` : ''
    return `${one.verdict} ${one.problem.code}${wait}`
  })
  const [first = ''] = texts
  return texts.every((text) => text === first) ? first : texts
}

describe('answers for the whole request', () => {
  test.each([
    [200, { code: 200 }, 'delivered'],
    [200, { code: 201 }, 'retry ANSWER_UNKNOWN'],
    [200, '<html>ok</html>', 'retry ANSWER_UNKNOWN'],
    [200, '', 'retry ANSWER_UNKNOWN'],
    [204, '', 'retry ANSWER_UNKNOWN'],
    [301, '', 'blocked REDIRECTED'],
    [307, { code: 200 }, 'blocked REDIRECTED'],
    [400, { error: 'Invalid API key: 0123' }, 'blocked CREDENTIAL_REFUSED'],
    [400, { error: 'Invalid JSON request body' }, 'divide VENDOR_REJECTED'],
    [401, '', 'blocked CREDENTIAL_REFUSED'],
    [403, '', 'blocked CREDENTIAL_REFUSED'],
    [404, '', 'divide VENDOR_REJECTED'],
    [408, '', 'retry VENDOR_BUSY'],
    [413, '', 'divide VENDOR_REJECTED'],
    [429, { throttled_events: [] }, 'retry VENDOR_BUSY'],
    [500, '', 'retry VENDOR_BUSY'],
    [503, '<html>', 'retry VENDOR_BUSY'],
    [599, '', 'retry VENDOR_BUSY'],
    [600, '', 'retry ANSWER_UNKNOWN'],
  ])('%i %j is %s', (status, body, expected) => {
    expect(short(judge(answer(status, body)))).toBe(expected)
  })

  test('the first rule that fits decides, over the defaults', () => {
    const outcome: OutcomeRule[] = [
      { body: { 'error.is_transient': true }, verdict: 'retry', waitMs: 5000 },
      { status: [400, 500], body: { 'error.code': [190, 102] }, verdict: 'blocked' },
      { status: '4xx', body: { 'error.code': { from: 200, to: 299 } }, verdict: 'rejected' },
    ]
    const say = (status: number, error: object) => short(judge(answer(status, { error }), outcome))
    expect(say(400, { code: 190, is_transient: true })).toBe('retry VENDOR_BUSY +5000')
    expect(say(500, { code: 190 })).toBe('blocked CREDENTIAL_REFUSED')
    expect(say(403, { code: 250 })).toBe('rejected VENDOR_REJECTED')
    expect(say(503, { code: 250 })).toBe('retry VENDOR_BUSY')
    expect(say(400, { code: 300 })).toBe('divide VENDOR_REJECTED')
  })

  test.each<[OutcomeRule['body'], unknown, boolean]>([
    [{ '': 'success' }, 'success', true],
    [{ '': 'success' }, 'no success', false],
    [{ '': { is: 'text' } }, { a: 1 }, false],
    [{ '': { is: 'object' } }, {}, true],
    [{ '': { is: 'object' } }, [], false],
    [{ '': { is: 'list' } }, [], true],
    [{ '': { exists: false } }, '', true],
    [{ '': { exists: false } }, {}, false],
    [{ a: { exists: false } }, {}, true],
    [{ a: { exists: true } }, { a: null }, true],
    [{ a: { exists: true } }, { a: 1 }, true],
    [{ 'a.b': 1 }, { a: { b: 1 } }, true],
    [{ 'a.b': 1, c: 2 }, { a: { b: 1 } }, false],
    [{ toString: { exists: true } }, {}, false],
    [{ a: 1 }, { a: '1' }, false],
    [{ a: { from: 1, to: 2 } }, { a: '1' }, false],
    [{ 'a[].b': 1 }, { a: [{ b: 1 }] }, true],
  ])('test %j on %j: %s', (body, given, fits) => {
    const outcome: OutcomeRule[] = [{ ...(body && { body }), verdict: 'delivered' }]
    expect(short(judge(answer(200, given), outcome)) === 'delivered').toBe(fits)
  })
})

describe('answers that list items', () => {
  const no = 'resend'
  const bad = 'rejected VENDOR_REJECTED'
  test.each([
    [400, { events_with_invalid_fields: { time: [1] } }, [no, bad, no, no]],
    [400, { events_with_invalid_fields: { a: [0, 1], b: [1] } }, [bad, bad, no, no]],
    [400, { events_with_missing_fields: { a: [3] }, silenced_events: [0] }, [bad, no, no, bad]],
    [400, { silenced_events: [0, 1, 2, 3] }, bad],
    [400, { silenced_events: [-1, 4, 1.5, '1', null, true] }, 'divide VENDOR_REJECTED'],
    [400, { silenced_events: [9, 2] }, [no, no, bad, no]],
    [400, { silenced_events: { 0: 1 } }, 'divide VENDOR_REJECTED'],
    [400, { events_with_invalid_fields: [1] }, 'divide VENDOR_REJECTED'],
    [429, { throttled_events: [2] }, [no, no, 'retry VENDOR_BUSY +30000', no]],
    [
      429,
      { exceeded_daily_quota_users: { u1: 5 }, throttled_events: [0, 1] },
      ['retry VENDOR_BUSY +30000', 'rejected VENDOR_QUOTA', no, no],
    ],
    [429, { exceeded_daily_quota_devices: { 3: 5 } }, [no, no, no, 'rejected VENDOR_QUOTA']],
    [429, { exceeded_daily_quota_users: { nobody: 1 } }, 'retry VENDOR_BUSY'],
  ])('%i %j', (status, body, expected) => {
    expect(short(judge(answer(status, body)))).toEqual(expected)
  })

  test('207 concerns only what it lists', () => {
    const errors = [{ batch_index: 2, reason: 'required', field: 'name', message: 'is missing' }]
    const verdicts = judge(answer(207, { errors }), customerio)
    expect(short(verdicts)).toEqual(['delivered', 'delivered', bad, 'delivered'])
    expect(verdicts[2]).toMatchObject({
      problem: {
        path: 'errors[0]',
        message:
          'HTTP 207; listed at errors[0]; reason: required, field: name, message: is missing',
      },
    })
  })

  test('an index counts within the list that its entry names, where a request has several', () => {
    const outcome: OutcomeRule[] = [
      {
        items: [{ index: 'errors[].index', list: 'of', verdict: 'rejected' }],
        others: 'delivered',
      },
    ]
    const mixed = ['a', 'b', 'a', 'b'].map((name, n) => ({
      item: item(n, { body: { [name]: {} } }),
    }))
    const found = (...errors: unknown[]) =>
      short(classify(answer(200, { errors }), { outcome, ambiguous: 'stop' }, mixed))
    const ok = 'delivered'
    expect(found({ of: 'a', index: 1 })).toEqual([ok, ok, bad, ok])
    expect(found({ of: 'b', index: 1 }, { of: 'a', index: 0 })).toEqual([bad, ok, ok, bad])
    expect(found({ of: 'b', index: 2 })).toBe('rejected ANSWER_UNKNOWN')
    expect(found({ index: 0 }, { of: 'toString', index: 0 })).toBe('rejected ANSWER_UNKNOWN')
  })

  test.each([
    ['another index beyond the items', { batch_index: 9 }],
    ['another index as text', { batch_index: '1' }],
    ['an entry without an index', { reason: 'invalid' }],
  ])('%s may mean any of those that are not listed: they are not delivered', (_, other) => {
    const errors = [{ batch_index: 2, reason: 'required' }, other]
    const doubt = 'retry ANSWER_UNKNOWN'
    expect(short(judge(answer(207, { errors }), customerio))).toEqual([doubt, doubt, bad, doubt])
  })

  test('207 that lists nothing usable is not understood', () => {
    expect(short(judge(answer(207, { errors: [] }), customerio))).toBe('retry ANSWER_UNKNOWN')
    expect(short(judge(answer(207, 'fine'), customerio))).toBe('retry ANSWER_UNKNOWN')
  })

  test('the problem tells the field under which the vendor listed it, and what the whole says', () => {
    const body = { error: 'Invalid field values', events_with_invalid_fields: { time: [3] } }
    expect(judge(answer(400, body))[3]).toEqual({
      verdict: 'rejected',
      problem: {
        code: 'VENDOR_REJECTED',
        path: 'events_with_invalid_fields.time[0]',
        message:
          'HTTP 400; listed at events_with_invalid_fields.time[0]; error: Invalid field values',
      },
    })
  })

  test('a person that the vendor names is not repeated', () => {
    const verdicts = judge(answer(429, { exceeded_daily_quota_users: { u1: 5 } }))
    expect(JSON.stringify(verdicts)).not.toContain('u1')
  })
})

describe('what is in doubt', () => {
  const lost: Answer = { kind: 'lost', reason: 'ECONNRESET', sent: true, hung: false }

  test.each([
    ['retry', 'retry'],
    ['stop', 'rejected'],
  ] as const)('%s', (ambiguous, expected) => {
    const endpoint = { outcome: amplitude, ambiguous }
    expect(short(classify(lost, endpoint, carried))).toBe(`${expected} ANSWER_LOST`)
    expect(short(classify(answer(200, 'ok'), endpoint, carried))).toBe(`${expected} ANSWER_UNKNOWN`)
  })

  test('what was never sent may always be sent again', () => {
    const endpoint = { outcome: amplitude, ambiguous: 'stop' } as const
    expect(short(classify({ ...lost, sent: false }, endpoint, carried))).toBe('retry ANSWER_LOST')
  })
})

describe('what the vendor says', () => {
  test('is cut, on one line, and hidden before it is cut', () => {
    const secret = 'S'.repeat(40)
    const message = `${'a'.repeat(180)}${secret}\n\u001b[31m`
    const hide = (text: string) => text.replaceAll(secret, '***')
    const [verdict] = classify(
      answer(404, { message }),
      { outcome: [], ambiguous: 'retry' },
      carried,
      hide,
    )
    expect(verdict).toMatchObject({
      problem: { message: `HTTP 404; message: ${'a'.repeat(180)}*** [31m` },
    })
    const [long] = judge(answer(404, { message: 'b'.repeat(500) }))
    expect(long).toMatchObject({ problem: { message: `HTTP 404; message: ${'b'.repeat(200)}…` } })
  })

  test('is found in an error object and in a list of errors', () => {
    expect(judge(answer(500, { error: { message: 'down', code: 2 } }))[0]).toMatchObject({
      problem: { message: 'HTTP 500; message: down, code: 2' },
    })
    expect(judge(answer(400, { errors: [{ reason: 'malformed' }] }))[0]).toMatchObject({
      problem: { message: 'HTTP 400; reason: malformed' },
    })
  })
})
