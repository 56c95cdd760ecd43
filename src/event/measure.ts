/** Deeper events are refused: every later stage may then walk an event without a guard. */
export const MAX_DEPTH = 200
/** Values in one event; a 5 MB event has at most a few million. */
export const MAX_VALUES = 4_000_000

export type Measure = 'fits' | 'deep' | 'large'

/**
 * Whether an event ends at all. One that contains itself is deep without end;
 * one whose members share members may be small in memory and endless to write.
 */
export function measure(event: object): Measure {
  let values = 0
  const walk = (value: object, depth: number): Measure => {
    if (depth > MAX_DEPTH) return 'deep'
    const list = Array.isArray(value)
    const names = list ? undefined : Object.keys(value)
    const count = list ? value.length : (names as string[]).length
    values += count
    if (values > MAX_VALUES) return 'large'
    for (let index = 0; index < count; index++) {
      const member = list
        ? value[index]
        : (value as Record<string, unknown>)[(names as string[])[index] as string]
      if (typeof member !== 'object' || member === null) continue
      const result = walk(member, depth + 1)
      if (result !== 'fits') return result
    }
    return 'fits'
  }
  return walk(event, 1)
}
