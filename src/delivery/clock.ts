/** The time that the sender goes by. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Resolves after that time, or as soon as the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

const longestTimer = 2 ** 31 - 1

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve()
      const timer = setTimeout(end, Math.min(ms, longestTimer))
      function end() {
        clearTimeout(timer)
        signal?.removeEventListener('abort', end)
        resolve()
      }
      signal?.addEventListener('abort', end)
    }),
}

/** Calls back after that time, unless the function handed out is called before. */
export function alarm(ms: number, ring: () => void): () => void {
  if (ms === Infinity) return () => {}
  const timer = setTimeout(ring, Math.max(0, Math.min(ms, longestTimer)))
  return () => clearTimeout(timer)
}

/** The promise, or undefined as soon as the signal aborts: for work that may not heed it. */
export async function unlessAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal,
): Promise<T | undefined> {
  let end = () => {}
  const aborted = new Promise<undefined>((resolve) => {
    end = () => resolve(undefined)
    if (signal.aborted) end()
    else signal.addEventListener('abort', end)
  })
  try {
    return await Promise.race([promise, aborted])
  } finally {
    signal.removeEventListener('abort', end)
  }
}
