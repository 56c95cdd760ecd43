/** Hands out one by one what comes in lists: a generator that yields each would cost more than the rest of a delivery. */
export function oneByOne<T>(
  lists: AsyncGenerator<readonly T[], undefined>,
  stop: () => void,
): AsyncIterator<T, undefined> {
  let list: readonly T[] = []
  let at = 0
  let asked = 0
  let last: Promise<void> = Promise.resolve()

  const take = (): IteratorResult<T, undefined> | undefined => {
    if (at >= list.length) return undefined
    return { done: false, value: list[at++] as T }
  }
  const pull = async (): Promise<IteratorResult<T, undefined>> => {
    for (;;) {
      const taken = take()
      if (taken !== undefined) return taken
      const { done, value } = await lists.next()
      if (done) return { done, value: undefined }
      list = value
      at = 0
    }
  }
  const came = () => {
    asked--
  }
  return {
    next() {
      const taken = asked === 0 ? take() : undefined
      if (taken !== undefined) return Promise.resolve(taken)
      const next = asked++ === 0 ? pull() : last.then(pull)
      last = next.then(came, came)
      return next
    },
    async return() {
      stop()
      list = []
      await lists.return(undefined)
      return { done: true, value: undefined }
    },
  }
}
