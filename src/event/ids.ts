const noId = new Set(['', 'null', '(null)', 'undefined', 'nan', '[object object]'])
/** The shortest run of zeros that is no id, and longer than any word that is none. */
const ZEROED_LENGTH = 16
const ZEROED = /^[0-]*0[0-]*$/

/**
 * An id as text, or undefined. Numbers become text; what a client writes when it
 * has none ("null", blanks, zeroed UUIDs) is no id.
 */
export function toId(value: unknown): string | undefined {
  if (typeof value === 'string') return isNoId(value) ? undefined : value
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  if (typeof value === 'bigint') return String(value)
  return undefined
}

function isNoId(text: string): boolean {
  const bare = text.trim()
  return bare.length < ZEROED_LENGTH ? noId.has(bare.toLowerCase()) : isZeroed(bare)
}

/** A UUID or a hash of zeros, as systems give it where they may not tell the real one. */
function isZeroed(text: string): boolean {
  return text.length >= ZEROED_LENGTH && text.length <= 64 && ZEROED.test(text)
}
