import { expect, test } from 'vitest'
import { retryAfterMs, waitMs } from '../../../src/delivery/retry.js'

const now = Date.UTC(2026, 0, 1)

test.each([
  ['0', 0],
  ['7', 7000],
  [' 7 ', 7000],
  ['3600', 3_600_000],
  ['86400', 3_600_000],
  ['9'.repeat(400), 3_600_000],
  [String(now / 1000 + 30), 30_000],
  [String(now / 1000 - 30), 0],
  ['-5', undefined],
  ['1.5', undefined],
  ['', undefined],
  ['soon', undefined],
  ['Thu, 01 Jan 2026 00:00:30 GMT', 30_000],
  ['Thu, 01 Jan 2027 00:00:00 GMT', 3_600_000],
  ['Wed, 31 Dec 2025 23:59:59 GMT', undefined],
  ['Thu, 41 Jan 2026 00:00:00 GMT', undefined],
  ['2026-01-01T00:00:30Z', undefined],
])('Retry-After %j', (header, expected) => {
  expect(retryAfterMs(header, now)).toBe(expected)
})

test.each([
  [1, 0, 0],
  [1, 0.999, 499],
  [2, 0.5, 500],
  [3, 0.5, 1000],
  [30, 0.5, 30_000],
  [2000, 0.999, 59_940],
])('backoff of attempt %i with %d', (attempt, drawn, expected) => {
  const random = () => drawn
  const given = { retryAfter: null, ruleMs: undefined, doubles: false, attempt, now, random }
  expect(waitMs(given)).toBe(expected)
})

test('the header goes before the rule, the rule before the backoff', () => {
  const given = { doubles: false, attempt: 3, now, random: () => 0.5 }
  expect(waitMs({ ...given, retryAfter: '2', ruleMs: 30_000 })).toBe(2000)
  expect(waitMs({ ...given, retryAfter: 'soon', ruleMs: 30_000 })).toBe(30_000)
  expect(waitMs({ ...given, retryAfter: null, ruleMs: 0 })).toBe(0)
})

test.each([
  [5000, 1, 5000],
  [5000, 3, 20_000],
  [5000, 30, 300_000],
  [600_000, 2, 600_000],
])('a whole request that is to wait %i ms waits at attempt %i for %i ms', (ruleMs, attempt, ms) => {
  const given = { retryAfter: null, doubles: true, now, random: () => 0.5 }
  expect(waitMs({ ...given, ruleMs, attempt })).toBe(ms)
})
