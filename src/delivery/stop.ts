/** Ends a run. An AbortSignal warns of more than ten listeners; a run has hundreds. */
export interface Stop {
  readonly stopped: boolean
  stop(): void
  /** Calls back when it stops; gives the function that takes the call back. */
  onStop(call: () => void): () => void
}

export function createStop(): Stop {
  const calls = new Set<() => void>()
  let stopped = false
  return {
    get stopped() {
      return stopped
    },
    stop() {
      stopped = true
      const due = [...calls]
      calls.clear()
      for (const call of due) call()
    },
    onStop(call) {
      if (stopped) call()
      else calls.add(call)
      return () => void calls.delete(call)
    },
  }
}
