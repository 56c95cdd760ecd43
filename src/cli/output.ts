import { once } from 'node:events'
import type { Writable } from 'node:stream'

export interface LineWriter {
  /** Writes one JSON line, and waits where the reader is slower. Rejects when the pipe is closed or the disk full. */
  write(value: unknown): Promise<void>
  /** The same with text for people. */
  text(text: string): Promise<void>
  /** Ends when all is handed over. */
  flush(): Promise<void>
}

const CHUNK = 65_536

/** NDJSON to a stream, in pieces of some size: a call to the system per line would cost more than the mapping. */
export function lineWriter(stream: Writable): LineWriter {
  let held = ''
  let broken: Error | undefined
  stream.on('error', (error) => {
    broken = error
  })
  const push = async (): Promise<void> => {
    if (broken !== undefined) throw broken
    if (held === '') return
    const text = held
    held = ''
    if (!stream.write(text)) await once(stream, 'drain')
  }
  const text = async (more: string): Promise<void> => {
    held += more
    if (held.length >= CHUNK) await push()
  }
  return {
    write: (value) => text(`${JSON.stringify(value)}\n`),
    text,
    async flush() {
      await push()
      await new Promise<void>((resolve, reject) => {
        stream.write('', (error) => (error ? reject(error) : resolve()))
      })
    },
  }
}
