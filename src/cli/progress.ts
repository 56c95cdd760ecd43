import type { WriteStream } from 'node:tty'
import type { DeliveryResult } from '../delivery/delivery-result.js'

/** One line on a terminal that tells how far each connection is; nothing where it is no terminal. */
export interface Progress {
  /** An event is on its way to a connection. */
  begun(connection: string): void
  settled(result: DeliveryResult): void
  /** Takes the line away. */
  end(): void
}

interface Count {
  begun: number
  settled: number
  sent: number
  rejected: number
  /** How many were settled at the last look, and how many in a second since the one before. */
  before: number
  rate: number
}

const everyMs = 500
const clear = '\r\u001b[K'

export function createProgress(
  terminal: Pick<WriteStream, 'isTTY' | 'columns' | 'write'>,
): Progress {
  if (!terminal.isTTY) return { begun: () => {}, settled: () => {}, end: () => {} }
  const counts = new Map<string, Count>()
  const of = (connection: string): Count => {
    const known = counts.get(connection)
    if (known !== undefined) return known
    const fresh = { begun: 0, settled: 0, sent: 0, rejected: 0, before: 0, rate: 0 }
    counts.set(connection, fresh)
    return fresh
  }
  const draw = () => {
    const parts = [...counts].map(([connection, count]) => {
      count.rate = Math.round(((count.settled - count.before) * 1000) / everyMs)
      count.before = count.settled
      const { begun, settled, sent, rejected, rate } = count
      return `${connection}: ${sent} sent, ${rejected} rejected, ${begun - settled} waiting, ${rate}/s`
    })
    // A line that wraps could not be taken away again.
    terminal.write(clear + parts.join(' | ').slice(0, (terminal.columns || 80) - 1))
  }
  const timer = setInterval(draw, everyMs).unref()
  return {
    begun(connection) {
      of(connection).begun++
    },
    settled({ connection, outcome }) {
      const count = of(connection)
      count.settled++
      if (outcome === 'delivered' || outcome === 'delivered-with-warning') count.sent++
      if (outcome === 'rejected' || outcome === 'expired') count.rejected++
    },
    end() {
      clearInterval(timer)
      terminal.write(clear)
    },
  }
}
