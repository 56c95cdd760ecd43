const noId = new Set(['', 'null', '(null)', 'undefined', 'nan', '[object object]'])
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
  if (bare.length > 64) return false
  return noId.has(bare.toLowerCase()) || isZeroed(bare)
}

/** A UUID or a hash of zeros, as systems give it where they may not tell the real one. */
export function isZeroed(text: string): boolean {
  return text.length >= 16 && ZEROED.test(text)
}
