import { readFileSync } from 'node:fs'
import type { Destination } from '../destination.js'
import { own } from '../event/values.js'
import { didYouMean } from '../nearest.js'
import { UsageError } from './usage.js'

export interface MappingText {
  text: string
  mapping: unknown
}

export function readMapping(file: string): MappingText {
  try {
    const text = readFileSync(file, 'utf8')
    return { text, mapping: JSON.parse(text) }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw new UsageError(
      code === undefined ? `${file} is not JSON: ${message}` : `cannot read ${file} (${code})`,
    )
  }
}

/** The module that a mapping file is for, with this mapping in place of its own; else why there is none. */
export function withMapping(
  mapping: unknown,
  modules: readonly Destination[],
  otherwise = '',
): Destination | { message: string } {
  const slug = String(own(mapping, 'destination') ?? otherwise)
  const module = modules.find((one) => one.slug === slug)
  if (module !== undefined) return { ...module, mapping: mapping as object }
  const known = modules.map((one) => one.slug)
  return { message: `there is no destination "${slug}"${didYouMean(slug, known)}` }
}
