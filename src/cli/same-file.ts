import { fstatSync, type Stats, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { UsageError } from './usage.js'

/** Reading a file while lines are added to it would never end, and two kinds of lines in one file are of no use. `-` is standard input. */
export function refuseSameFile(files: Record<string, string | undefined>): void {
  const given = Object.entries(files).flatMap(([name, file]) => (file ? [{ name, file }] : []))
  for (const [index, { name, file }] of given.entries()) {
    const same = given.slice(0, index).find((other) => isSameFile(other.file, file))
    if (same !== undefined)
      throw new UsageError(`${name} names the same file as ${same.name}; name another`)
  }
}

function isSameFile(file: string, other: string): boolean {
  if (resolve(file) === resolve(other)) return true
  const [one, two] = [statsOf(file), statsOf(other)]
  return one !== undefined && one.ino === two?.ino && one.dev === two.dev
}

function statsOf(file: string): Stats | undefined {
  if (file !== '-') return statSync(file, { throwIfNoEntry: false })
  const stats = fstatSync(0)
  // Two of /dev/null are no harm.
  return stats.isFile() ? stats : undefined
}
