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
    const members: readonly unknown[] = Array.isArray(value) ? value : Object.values(value)
    values += members.length
    if (values > MAX_VALUES) return 'large'
    for (let index = 0; index < members.length; index++) {
      const member = members[index]
      if (typeof member !== 'object' || member === null) continue
      const result = walk(member, depth + 1)
      if (result !== 'fits') return result
    }
    return 'fits'
  }
  return walk(event, 1)
}
