import { hash } from 'node:crypto'

/** A set of texts that takes 16 bytes each, whatever their length; it knows them by 128 bits of their SHA-256. */
export interface KeySet {
  add(text: string): void
  has(text: string): boolean
  readonly size: number
}

export function createKeySet(): KeySet {
  let slots = 1024
  let words = new Uint32Array(4 * slots)
  let size = 0

  /** Where the key stands, or the free slot where it is to stand. */
  const slotOf = (key: Uint32Array): number => {
    for (let slot = (key[1] ?? 0) & (slots - 1); ; slot = (slot + 1) & (slots - 1)) {
      const at = 4 * slot
      if (words[at] === 0) return at
      if ([0, 1, 2, 3].every((word) => words[at + word] === key[word])) return at
    }
  }
  const grow = () => {
    const old = words
    slots *= 2
    words = new Uint32Array(4 * slots)
    for (let at = 0; at < old.length; at += 4) {
      if (old[at] !== 0) put(old.subarray(at, at + 4))
    }
  }
  const put = (key: Uint32Array): boolean => {
    const at = slotOf(key)
    if (words[at] !== 0) return false
    words.set(key, at)
    return true
  }

  return {
    get size() {
      return size
    },
    add(text) {
      if (!put(keyOf(text))) return
      size++
      if (size > slots / 2) grow()
    },
    has: (text) => words[slotOf(keyOf(text))] !== 0,
  }
}

function keyOf(text: string): Uint32Array {
  const digest = hash('sha256', text, 'buffer')
  const key = Uint32Array.from([0, 4, 8, 12], (at) => digest.readUInt32LE(at))
  // A first word of 0 marks a free slot.
  if (key[0] === 0) key[0] = 1
  return key
}
