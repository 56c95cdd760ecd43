import { createReadStream } from 'node:fs'
import type { Problem } from '../errors.js'
import { isEnvelope, unbatch } from '../event/unbatch.js'
import { UsageError } from './usage.js'

/** Arrays, single objects and single lines are held whole up to this many bytes. */
const MAX_BYTES = 64 * 1024 * 1024

/** One event of the input with its place, or why it could not be read. */
export type Read = {
  ref: Ref
  /** What it was read from: its line, or the whole where it is no NDJSON. */
  text: string
} & ({ ok: true; event: unknown } | { ok: false; problem: Problem })

/** The line, from 1 (of an array: the element), and within a batch the place, from 0. */
export type Ref = { line: number } | { line: number; index: number }

/** Bytes of a file, or of standard input where none is named. */
export function openInput(file: string | undefined): AsyncIterable<Buffer> {
  if (file === undefined || file === '-') return process.stdin
  const stream = createReadStream(file)
  return (async function* () {
    try {
      yield* stream
    } catch (error) {
      throw new UsageError(`cannot read ${file} (${(error as NodeJS.ErrnoException).code})`)
    }
  })()
}

/** Events of NDJSON (streamed), of a JSON array or of one JSON object; batches are taken apart. */
export async function* readEvents(bytes: AsyncIterable<Buffer>): AsyncGenerator<Read> {
  const lines = splitLines(bytes)
  let number = 0
  for (;;) {
    const { done, value: line } = await lines.next()
    if (done) return
    number++
    const start = line.text.trimStart()
    if (start === '') continue
    const whole =
      start[0] === '[' || (start[0] === '{' && parse(start) === undefined)
        ? await gather(line, lines)
        : undefined
    if (whole === undefined) {
      yield* readLine(line, { line: number })
    } else if (whole.json !== undefined) {
      const { text } = whole
      const list = Array.isArray(whole.json.value)
      const elements = list ? (whole.json.value as unknown[]) : [whole.json.value]
      for (const [index, event] of elements.entries())
        yield* taken(event, { line: list ? index + 1 : number }, text)
      return
    } else if (start[0] === '[' && whole.ended) {
      const problem: Problem = {
        code: 'EVENT_NOT_JSON',
        path: '',
        message: 'begins as a JSON list, but is none',
      }
      yield { ref: { line: number }, ok: false, problem, text: line.text }
      return
    } else if (start[0] === '[') {
      throw new UsageError('a JSON list is read up to 64 MB; write one event a line instead')
    } else {
      for (const [index, held] of whole.lines.entries())
        yield* readLine(held, { line: number + index })
      number += whole.lines.length - 1
    }
    break
  }
  for await (const line of lines) {
    number++
    if (line.text.trim() !== '' || line.cut) yield* readLine(line, { line: number })
  }
}

interface Line {
  text: string
  /** Longer than is held; the rest was passed over. */
  cut: boolean
}

function* readLine({ text, cut }: Line, ref: Ref): Generator<Read> {
  if (text.trim() === '' && !cut) return
  const json = cut ? undefined : parse(text)
  if (json !== undefined) yield* taken(json.value, ref, text)
  else {
    const problem: Problem = cut
      ? { code: 'EVENT_TOO_LARGE', path: '', message: 'a line is read up to 64 MB' }
      : {
          code: 'EVENT_NOT_JSON',
          path: '',
          message: `a line of length ${text.length} that is no JSON`,
        }
    yield { ref, ok: false, problem, text }
  }
}

function* taken(value: unknown, ref: Ref, text: string): Generator<Read> {
  if (!isEnvelope(value)) yield { ref, text, ok: true, event: value }
  else {
    for (const [index, event] of unbatch(value).entries()) {
      yield { ref: { ...ref, index }, text, ok: true, event }
    }
  }
}

function parse(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

/** All that follows, as long as it can be held, and what it is as one JSON text. */
async function gather(first: Line, lines: AsyncGenerator<Line>) {
  const held = [first]
  let size = first.text.length
  let ended = false
  while (size <= MAX_BYTES) {
    const { done, value } = await lines.next()
    if (done) {
      ended = true
      break
    }
    held.push(value)
    size += value.text.length + 1
  }
  const text = ended ? held.map((line) => line.text).join('\n') : ''
  return { lines: held, ended, text, json: ended ? parse(text) : undefined }
}

async function* splitLines(bytes: AsyncIterable<Buffer>): AsyncGenerator<Line> {
  let parts: Buffer[] = []
  let size = 0
  let first = true
  const finish = (): Line => {
    const text = Buffer.concat(parts).toString('utf8')
    const line = { text: first ? text.replace(/^\uFEFF/, '') : text, cut: size > MAX_BYTES }
    parts = []
    size = 0
    first = false
    return line
  }
  const hold = (part: Buffer): void => {
    if (size <= MAX_BYTES) parts.push(part)
    size += part.length
  }
  for await (const chunk of bytes) {
    let from = 0
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      hold(chunk.subarray(from, end))
      yield finish()
      from = end + 1
    }
    if (from < chunk.length) hold(chunk.subarray(from))
  }
  if (size > 0) yield finish()
}
