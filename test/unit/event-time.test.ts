import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyTime, toTime } from '../../src/event/time.js'
import { ulid } from '../../src/mapping/steps/ulid.js'
import { sha256 } from '../../src/sha256/node.js'
import { sha256 as portable } from '../../src/sha256/portable.js'
import { cutToBytes, cutToLength, utf8Length } from '../../src/utf8.js'

const seed = 20260314
const time = Date.UTC(2026, 2, 14, 9, 26, 1)

describe('toTime', () => {
  it.each<[unknown, number]>([
    ['2026-03-14T09:26:01Z', time],
    ['2026-03-14T09:26:01.535Z', time + 535],
    ['2026-03-14T09:26:01,535Z', time + 535],
    ['2026-03-14T09:26:01.535999Z', time + 535],
    ['2026-03-14T09:26:01', time],
    ['2026-03-14 09:26:01', time],
    ['2026-03-14 09:26:01 Z', time],
    ['2026-03-14t09:26:01z', time],
    ['2026-03-14T09:26', time - 1000],
    ['2026-03-14', Date.UTC(2026, 2, 14)],
    ['  2026-03-14  ', Date.UTC(2026, 2, 14)],
    ['2026-03-14T10:26:01+01:00', time],
    ['2026-03-14T10:26:01+0100', time],
    ['2026-03-14T03:56:01-05:30', time],
    ['2026-03-14 10:26:01.000 +01:00', time],
    ['2024-02-29', Date.UTC(2024, 1, 29)],
    [time, time],
    [time + 0.9, time],
    [time / 1000, time],
    [time / 1000 + 0.5, time + 500],
    [String(time), time],
    [` ${Math.floor(time / 1000)} `, Math.floor(time / 1000) * 1000],
    [new Date(time), time],
    ['1973-03-04', Date.UTC(1973, 2, 4)],
    ['2099-12-31T23:59:59.999Z', Date.UTC(2100, 0, 1) - 1],
  ])('%j', (value, expected) => {
    expect(toTime(value)).toBe(expected)
  })

  it.each([
    ...[null, undefined, '', ' ', 'soon', '2026', '2026-03', '14.03.2026', '03/14/2026', '9:26'],
    ...['2026-13-01', '2026-00-01', '2026-03-32', '2026-03-14T25:00:00Z', '2026-03-14T09:61:00Z'],
    ...[
      '20260314',
      '177348036',
      '17734803610',
      'Sat Mar 14 2026',
      '2026-03-14T',
      '2026-03-14 or so',
      '2026-3-14',
    ],
    ...[
      '1970-01-01',
      '1972-12-31',
      '2100-01-01',
      '0000-00-00',
      '+050000-01-01T00:00:00Z',
      '-002026-03-14',
    ],
    ...[0, -1, 1, Number.NaN, Number.POSITIVE_INFINITY, 1e300, 4_102_444_800_000, -time],
    ...[true, {}, [], [time], [2026, 3, 14], { $date: time }, new Date(Number.NaN), new Date(0)],
    ...[10n, `2026-03-14T09:26:01Z${' '.repeat(100)}`, '٢٠٢٦-٠٣-١٤'],
  ])('%s is no time', (value) => {
    expect(toTime(value)).toBeUndefined()
  })

  it('is the same when what it gives is read again', () => {
    const texts = fc.date({
      min: new Date('1972-06-01'),
      max: new Date('2101-01-01'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(texts, (date) => {
        const once = toTime(date.toISOString())
        if (once === undefined) return
        expect(toTime(once)).toBe(once)
        expect(once).toBe(date.getTime())
      }),
      { seed },
    )
  })

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const result = toTime(value)
        expect(result === undefined || Number.isInteger(result)).toBe(true)
      }),
      { seed },
    )
  })

  it('has no bounds for dates of birth', () => {
    expect(anyTime('1903-02-01')).toBe(Date.UTC(1903, 1, 1))
    expect(anyTime('no')).toBeUndefined()
  })
})

describe('ulid', () => {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  const decoded = (id: string) =>
    [...id.slice(0, 10)].reduce((sum, digit) => sum * 32 + alphabet.indexOf(digit), 0)

  it('is stable, valid, and holds the time of the event', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.integer({ min: 0, max: 4_102_444_800_000 }),
        (text, at) => {
          const id = ulid(text, at)
          if (/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/i.test(text)) return
          expect(id).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/)
          expect(decoded(id)).toBe(at)
          expect(ulid(text, at)).toBe(id)
          expect(ulid(text, undefined)).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/)
          expect(ulid(text, undefined).slice(10)).toBe(id.slice(10))
        },
      ),
      { seed },
    )
  })

  it('is of the first 80 bits of SHA-256', () => {
    const bits = BigInt(`0x${createHash('sha256').update('m1').digest('hex').slice(0, 20)}`)
    let rest = 0n
    for (const digit of ulid('m1', time).slice(10))
      rest = rest * 32n + BigInt(alphabet.indexOf(digit))
    expect(rest).toBe(bits)
    expect(ulid('m1', time)).not.toBe(ulid('m2', time))
  })

  it.each([
    ['01ARZ3NDEKTSV4RRFFQ69G5FAV', '01ARZ3NDEKTSV4RRFFQ69G5FAV'],
    ['01arz3ndektsv4rrffq69g5fav', '01ARZ3NDEKTSV4RRFFQ69G5FAV'],
  ])('%s stays', (text, id) => {
    expect(ulid(text, time)).toBe(id)
  })

  it.each([
    '81ARZ3NDEKTSV4RRFFQ69G5FAV',
    '01ARZ3NDEKTSV4RRFFQ69G5FAU',
    '01ARZ3NDEKTSV4RRFFQ69G5FA',
  ])('%s is none', (text) => expect(ulid(text, time)).not.toBe(text))
})

describe('sha256', () => {
  it.each([
    '',
    'a',
    'ada@example.com',
    'ä',
    '😀',
    '👨‍👩‍👧',
    '\ud800',
    'x\udc00y',
    '\u0000',
    'x'.repeat(100_000),
  ])('is the same with and without Node', (text) => {
    const expected = createHash('sha256').update(text, 'utf8').digest('hex')
    expect(sha256(text)).toBe(expected)
    expect(portable(text)).toBe(expected)
  })

  it('is the same for all texts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => portable(text) === sha256(text)),
      { seed, numRuns: 300 },
    )
  })
})

describe('utf8', () => {
  // Code units on their own, so that halves of characters stand alone too.
  const units = fc
    .array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0xd800, max: 0xdfff })))
    .map((codes) => String.fromCharCode(...codes))
  const whole = fc.string({ unit: 'binary' })
  const texts = fc.oneof(whole, units, fc.string({ unit: 'grapheme' }))

  it('length is that of a Buffer', () => {
    fc.assert(
      fc.property(texts, (text) => utf8Length(text) === Buffer.byteLength(text)),
      { seed, numRuns: 1000 },
    )
  })

  it('cuts to bytes: the longest beginning that fits, of whole characters', () => {
    fc.assert(
      fc.property(texts, fc.nat(40), (text, bytes) => {
        let longest = ''
        for (const character of text) {
          if (Buffer.byteLength(longest + character) > bytes) break
          longest += character
        }
        expect(cutToBytes(text, bytes)).toBe(longest)
      }),
      { seed, numRuns: 1000 },
    )
  })

  it('cuts to length: as long as it may be, of whole characters', () => {
    fc.assert(
      fc.property(whole, fc.nat(20), (text, length) => {
        const cut = cutToLength(text, length)
        expect(text.startsWith(cut)).toBe(true)
        expect(cut.length).toBeLessThanOrEqual(length)
        expect(cut.length).toBeGreaterThanOrEqual(Math.min(text.length, length - 1))
        expect(Buffer.from(cut).toString()).toBe(cut)
      }),
      { seed, numRuns: 1000 },
    )
  })

  it.each([
    ['ab😀', 2, 'ab', 'ab'],
    ['ab😀', 3, 'ab', 'ab'],
    ['ab😀', 4, 'ab😀', 'ab'],
    ['ab😀', 6, 'ab😀', 'ab😀'],
    ['äöü', 3, 'äöü', 'ä'],
    ['', 0, '', ''],
    ['a', 0, '', ''],
  ])('%s at %i', (text, limit, units, bytes) => {
    expect(cutToLength(text, limit)).toBe(units)
    expect(cutToBytes(text, limit)).toBe(bytes)
  })
})

it('reads text by its places as a Date does, whatever stands there', () => {
  const part = (most: number, length: number) =>
    fc.integer({ min: 0, max: most }).map((number) => String(number).padStart(length, '0'))
  const year = fc.oneof(fc.integer({ min: 1973, max: 2099 }).map(String), part(9999, 4))
  const all = [
    part(13, 2),
    part(32, 2),
    part(25, 2),
    part(61, 2),
    part(61, 2),
    part(999, 3),
  ] as const
  fc.assert(
    fc.property(year, ...all, (years, month, day, hours, minutes, seconds, ms) => {
      const text = `${years}-${month}-${day}T${hours}:${minutes}:${seconds}.${ms}Z`
      const time = Date.parse(text)
      expect(anyTime(text)).toBe(Number.isNaN(time) ? undefined : time)
    }),
    { seed: 20_260_310, numRuns: 2000 },
  )
  for (const text of [
    '2026-03-14T09:26:0x.535Z',
    '2026-03-14T09:26:01.5 5Z',
    '2026-13-14T24:00:00.000Z',
  ])
    expect(anyTime(text)).toBeUndefined()
})
