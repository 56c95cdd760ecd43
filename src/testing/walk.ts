/** Every object within a value, itself included, with its own members. Reads no getter; ends for cycles. */
export function objectsIn(value: unknown): Map<object, [PropertyKey, unknown][]> {
  const found = new Map<object, [PropertyKey, unknown][]>()
  const waiting = [value]
  while (waiting.length > 0) {
    const next = waiting.pop()
    if (typeof next !== 'object' || next === null || found.has(next)) continue
    const members = membersOf(next)
    found.set(next, members)
    for (const [, member] of members) waiting.push(member)
  }
  return found
}

function membersOf(object: object): [PropertyKey, unknown][] {
  if (ArrayBuffer.isView(object)) return []
  try {
    return Reflect.ownKeys(object).map((key) => [
      key,
      Object.getOwnPropertyDescriptor(object, key)?.value,
    ])
  } catch {
    return []
  }
}

/** Freezes what can be frozen; gives the value back. */
export function freezeAll<Value>(value: Value): Value {
  for (const object of objectsIn(value).keys()) {
    try {
      Object.freeze(object)
    } catch {
      // Bytes and hostile proxies cannot be frozen.
    }
  }
  return value
}

/** The path-free question behind "shares no object": the first object that both hold, if any. */
export function sharedObject(one: unknown, other: unknown): object | undefined {
  const known = objectsIn(other)
  for (const object of objectsIn(one).keys()) if (known.has(object)) return object
  return undefined
}
