/** 3 March 1973 and 2100-01-01: outside, a "time" is another unit or no time at all. */
const EARLIEST = 100_000_000_000
const LATEST = 4_102_444_800_000

/** Numbers below are seconds; so no milliseconds that are taken for a time are ever read as seconds. */
const SECONDS_BELOW = EARLIEST

const ISO_DATE =
  /^\s*[+-]?\d{4,6}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?\s*$/i

/**
 * Milliseconds since 1970 of ISO text that holds a date, a Date, a number
 * (seconds below 10¹¹, else milliseconds) or text of ten or thirteen digits;
 * undefined for all else and outside 1973–2100. Text without a zone is UTC.
 */
export function toTime(value: unknown): number | undefined {
  const time = anyTime(value)
  return time !== undefined && time >= EARLIEST && time < LATEST ? Math.floor(time) : undefined
}

/** Whether a value is such milliseconds already. */
export function isTime(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= EARLIEST && (value as number) < LATEST
}

/** A date that people write, such as that of their birth: the same for the years 1900 to 2100. */
export function datedTime(value: unknown): number | undefined {
  const time = anyTime(value)
  const year = time === undefined ? Number.NaN : new Date(time).getUTCFullYear()
  return year >= 1900 && year <= 2100 ? time : undefined
}

/** The same without bounds. */
export function anyTime(value: unknown): number | undefined {
  if (typeof value === 'number') {
    return Number.isFinite(value)
      ? Math.abs(value) < SECONDS_BELOW
        ? value * 1000
        : value
      : undefined
  }
  if (typeof value === 'string') return textTime(value)
  if (value instanceof Date) {
    const time = value.getTime()
    return Number.isNaN(time) ? undefined : time
  }
  return undefined
}

/** Ten digits are seconds and thirteen milliseconds: no date is written so. */
const DIGITS = /^\s*(?:\d{10}|\d{13})\s*$/

function textTime(text: string): number | undefined {
  const time = plainTime(text)
  if (time !== undefined) return time
  return DIGITS.test(text) ? anyTime(Number(text)) : isoTime(text)
}

/** The form that nearly all take, `2026-03-14T09:26:01.535Z`: reading it by its places takes a fifth of the time. */
function plainTime(text: string): number | undefined {
  if (text.length !== 24 || text[10] !== 'T' || text[19] !== '.' || text[23] !== 'Z')
    return undefined
  if (text[4] !== '-' || text[7] !== '-' || text[13] !== ':' || text[16] !== ':') return undefined
  const year = digits(text, 0, 4)
  const month = digits(text, 5, 7)
  const day = digits(text, 8, 10)
  const hours = digits(text, 11, 13)
  const minutes = digits(text, 14, 16)
  const seconds = digits(text, 17, 19)
  const ms = digits(text, 20, 23)
  // Days that not all months have are left to what knows the calendar; NaN is nowhere within.
  const isCertain = year >= 1000 && month >= 1 && month <= 12 && day >= 1 && day <= 28
  if (!isCertain || !(hours <= 23 && minutes <= 59 && seconds <= 59 && ms <= 999)) return undefined
  return Date.UTC(year, month - 1, day, hours, minutes, seconds, ms)
}

function digits(text: string, from: number, to: number): number {
  let number = 0
  for (let index = from; index < to; index++) {
    const digit = text.charCodeAt(index) - 0x30
    if (digit < 0 || digit > 9) return Number.NaN
    number = number * 10 + digit
  }
  return number
}

function isoTime(text: string): number | undefined {
  if (text.length > 40 || !ISO_DATE.test(text)) return undefined
  const iso = text.trim().replace(' ', 'T').replace(/\s+/, '').replace(',', '.')
  const zoned = iso.length <= 10 || /(?:Z|[+-]\d{2}:?\d{2})$/i.test(iso.slice(10)) ? iso : `${iso}Z`
  const time = Date.parse(zoned)
  return Number.isNaN(time) ? undefined : time
}
