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
  return walk(event, 1, { values: MAX_VALUES })
}

function walk(value: object, depth: number, room: { values: number }): Measure {
  if (depth > MAX_DEPTH) return 'deep'
  if (Array.isArray(value)) {
    room.values -= value.length
    if (room.values < 0) return 'large'
    for (let index = 0; index < value.length; index++) {
      const result = inside(value[index], depth, room)
      if (result !== 'fits') return result
    }
    return 'fits'
  }
  for (const name in value) {
    if (--room.values < 0) return 'large'
    const member = (value as Record<string, unknown>)[name]
    if (typeof member !== 'object' || !Object.hasOwn(value, name)) continue
    const result = inside(member, depth, room)
    if (result !== 'fits') return result
  }
  return 'fits'
}

function inside(value: unknown, depth: number, room: { values: number }): Measure {
  return typeof value === 'object' && value !== null ? walk(value, depth + 1, room) : 'fits'
}
