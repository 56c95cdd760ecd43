import { type Clock, unlessAborted } from './clock.js'

/** A wait that can be moved forward or called off. */
export interface Nap {
  /** Wakes at that time, in milliseconds since 1970, or before. */
  until(at: number): void
  cancel(): void
}

/** `wake` is given the time that was waited for, for a clock that rejects or is ahead of itself. */
export function createNap(clock: Clock, wake: (at: number) => void): Nap {
  let current: { at: number; end: AbortController } | undefined

  const cancel = () => {
    current?.end.abort()
    current = undefined
  }
  const sleep = async (at: number, { signal }: AbortController) => {
    const slept = clock.sleep(at - clock.now(), signal).catch(() => {})
    await unlessAborted(slept, signal)
    if (signal.aborted) return
    current = undefined
    wake(at)
  }
  return {
    until(at) {
      if (current !== undefined && current.at <= at) return
      cancel()
      current = { at, end: new AbortController() }
      void sleep(at, current.end)
    },
    cancel,
  }
}
