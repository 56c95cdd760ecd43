import type { Random } from './vendor.js'

/** The generator mulberry32: the same seed gives the same numbers. */
export function mulberry32(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export function pick<T>(random: Random, list: readonly [T, ...T[]]): T {
  return list[Math.floor(random() * list.length)] ?? list[0]
}

/** About a quarter of the list, in its order; at least one unless the list is empty. */
export function some<T>(random: Random, list: readonly T[]): T[] {
  const sure = Math.floor(random() * list.length)
  return list.filter((_, index) => random() < 0.25 || index === sure)
}
