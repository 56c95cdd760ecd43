export interface Recent<Value> {
  get(key: string): Value | undefined
  set(key: string, value: Value): void
}

/** A map of so many entries: the oldest makes room. */
export function recent<Value>(held: number): Recent<Value> {
  const entries = new Map<string, Value>()
  return {
    get: (key) => entries.get(key),
    set(key, value) {
      entries.set(key, value)
      if (entries.size <= held) return
      for (const oldest of entries.keys()) {
        entries.delete(oldest)
        return
      }
    },
  }
}
