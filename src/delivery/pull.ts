/** An input that is read one by one, and only as far as there is room. */
export interface Pull {
  /** Asks for the next, unless one is asked for. `arrived` is called when it, or the end, is there. */
  ask(): void
  /** The input has ended, by itself or by an exception. */
  readonly ended: boolean
  readonly failure: { error: unknown } | undefined
  /** Tells the input that no more is wanted, and takes no more. */
  close(): Promise<void>
}

/** Reads an iterable of either kind. */
export function pullFrom<T>(
  input: Iterable<T> | AsyncIterable<T>,
  take: (value: T) => void,
  arrived: () => void,
): Pull {
  const iterator =
    Symbol.asyncIterator in input ? input[Symbol.asyncIterator]() : input[Symbol.iterator]()
  let asked = false
  let closed = false
  const state = { ended: false, failure: undefined as Pull['failure'] }

  const next = async () => {
    try {
      const { done, value } = await iterator.next()
      if (closed) return
      if (done) state.ended = true
      else take(value)
    } catch (error) {
      state.ended = true
      state.failure = { error }
    }
    asked = false
    if (!closed) arrived()
  }

  return {
    get ended() {
      return state.ended
    },
    get failure() {
      return state.failure
    },
    ask() {
      if (asked || closed || state.ended) return
      asked = true
      void next()
    },
    async close() {
      if (closed) return
      closed = true
      if (state.ended && state.failure === undefined) return
      const returned = giveBack(iterator)
      // An input that still waits for its next would make the caller wait with it.
      if (!asked) await returned
    },
  }
}

async function giveBack(iterator: Iterator<unknown> | AsyncIterator<unknown>): Promise<void> {
  try {
    await iterator.return?.()
  } catch {
    // The input is no longer of interest, nor is how it ends.
  }
}
