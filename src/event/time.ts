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
  return DIGITS.test(text) ? anyTime(Number(text)) : isoTime(text)
}

function isoTime(text: string): number | undefined {
  if (text.length > 40 || !ISO_DATE.test(text)) return undefined
  const iso = text.trim().replace(' ', 'T').replace(/\s+/, '').replace(',', '.')
  const zoned = iso.length <= 10 || /(?:Z|[+-]\d{2}:?\d{2})$/i.test(iso.slice(10)) ? iso : `${iso}Z`
  const time = Date.parse(zoned)
  return Number.isNaN(time) ? undefined : time
}
