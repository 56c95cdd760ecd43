import { fdatasyncSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs'
import { UsageError } from './usage.js'

/** A file of NDJSON that only grows, and whose lines all are of one kind. */
export interface Records {
  /** Appends whole lines. Throws where the disk is full. */
  append(lines: string): void
  /** Ends when all is on the disk itself. */
  sync(): void
}

export interface Kind {
  /** `the journal`, for people. */
  what: string
  /** What each line begins with. */
  begins: string
  /** What is to be done where the file is of another kind. */
  remedy: string
}

const longestLine = 64 * 1024 * 1024

/**
 * Opens a file before anything is done whose outcome it must keep. A torn last
 * line, as a kill leaves it, is cut off. Refuses a file of another kind; `each`
 * is given its whole lines, also the last one where only its end is missing.
 */
export function openRecords(
  file: string,
  kind: Kind,
  each: (line: string, number: number) => void = () => {},
): Records {
  const fd = open(file, kind, 'a+')
  const regular = fstatSync(fd).isFile()
  if (regular) {
    const { end, tail } = scan(fd, file, kind, each)
    if (tail !== '' && isTorn(tail, kind)) ftruncateSync(fd, end)
    else if (tail !== '') write(fd, '\n')
  }
  return {
    append: (lines) => write(fd, lines),
    sync: () => {
      if (regular) fdatasyncSync(fd)
    },
  }
}

/** The whole lines of such a file; none where there is no file yet. */
export function readRecords(
  file: string,
  kind: Kind,
  each: (line: string, number: number) => void,
): void {
  let fd: number
  try {
    fd = openSync(file, 'r')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw cannotOpen(file, kind, error)
  }
  scan(fd, file, kind, each)
}

/** Reads line by line; gives what follows the last line's end, and where that is. */
function scan(
  fd: number,
  file: string,
  kind: Kind,
  each: (line: string, number: number) => void,
): { end: number; tail: string } {
  const chunk = Buffer.alloc(1024 * 1024)
  let held: Buffer[] = []
  let end = 0
  let size = 0
  let number = 0
  const line = (): string => {
    const text = Buffer.concat(held).toString()
    held = []
    return number === 0 ? text.replace(/^\uFEFF/, '') : text
  }
  for (;;) {
    const count = readSync(fd, chunk, 0, chunk.length, size)
    if (count === 0) break
    let from = 0
    for (let at = chunk.indexOf(10); at >= 0 && at < count; at = chunk.indexOf(10, from)) {
      held.push(Buffer.from(chunk.subarray(from, at)))
      from = at + 1
      end = size + from
      const text = line()
      number++
      if (text.trim() === '') continue
      if (!text.startsWith(kind.begins)) throw otherKind(file, kind, number)
      each(text, number)
    }
    held.push(Buffer.from(chunk.subarray(from, count)))
    size += count
    if (size - end > longestLine) throw otherKind(file, kind, number + 1)
  }
  const tail = line()
  const begins = tail.trimEnd().slice(0, kind.begins.length)
  if (!kind.begins.startsWith(begins)) throw otherKind(file, kind, number + 1)
  if (!isTorn(tail, kind)) each(tail, number + 1)
  return { end, tail }
}

/** A last line without its end is whole only where someone's editor left the end out. */
function isTorn(tail: string, { begins }: Kind): boolean {
  try {
    return !tail.startsWith(begins) || JSON.parse(tail) === undefined
  } catch {
    return true
  }
}

function write(fd: number, text: string): void {
  const bytes = Buffer.from(text)
  for (let from = 0; from < bytes.length; ) from += writeSync(fd, bytes, from)
}

function open(file: string, kind: Kind, flags: string): number {
  try {
    return openSync(file, flags)
  } catch (error) {
    throw cannotOpen(file, kind, error)
  }
}

function cannotOpen(file: string, { what }: Kind, error: unknown): UsageError {
  const { code } = error as NodeJS.ErrnoException
  return new UsageError(`cannot open ${what} ${file} (${code}); name another file`)
}

function otherKind(file: string, { what, remedy }: Kind, number: number): UsageError {
  return new UsageError(`${file} is not ${what}: see its line ${number}; ${remedy}`)
}
