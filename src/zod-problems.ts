import type { z } from 'zod'
import type { ErrorCode, Problem } from './errors.js'
import { own } from './event/values.js'
import { didYouMean } from './nearest.js'

/**
 * What a zod schema found wrong with a value, as problems: place, what is wrong,
 * what is wanted, and for a misspelt name the nearest right one. Holds no value.
 */
export function zodProblems(
  error: z.ZodError,
  code: ErrorCode,
  under: string,
  schema: z.ZodType,
  value: unknown,
): Problem[] {
  return error.issues.flatMap((issue): Problem[] => {
    const path = joinPath(under, issue.path)
    if (issue.code !== 'unrecognized_keys') {
      const hint = issue.code === 'invalid_value' ? nearest(issue, value) : ''
      return [{ code, path, message: `${wanted(issue)}${hint}` }]
    }
    const known = keysAt(schema, issue.path)
    return issue.keys.map((key) => ({
      code,
      path: joinPath(under, [...issue.path, key]),
      message: `unknown key "${key}"${didYouMean(key, known)}${known.length > 0 ? `; there is ${known.join(', ')}` : ''}`,
    }))
  })
}

/** Of a closed list of names, the one that was meant. */
function nearest({ path, values }: z.core.$ZodIssueInvalidValue, value: unknown): string {
  const found = path.reduce<unknown>((at, part) => own(at, String(part)), value)
  return typeof found === 'string' ? didYouMean(found, values.map(String)) : ''
}

function wanted(issue: z.core.$ZodIssue): string {
  return issue.message
    .replace(/^Invalid input: /, '')
    .replace(', received undefined', ', but it is missing')
    .replace('expected nonoptional, but it', 'it')
    .replace(/\brecord\b/g, 'object')
    .replace(/\barray\b/g, 'list')
}

export function joinPath(under: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`
    return text === '' ? String(part) : `${text}.${String(part)}`
  }, under)
}

/** The keys of the object schema that stands at a path, where it can be told. */
function keysAt(schema: unknown, path: readonly PropertyKey[]): string[] {
  let at: unknown = schema
  for (const part of path) {
    const { shape, element } = unwrap(at)
    at = typeof part === 'number' ? element : shape?.[String(part)]
  }
  return Object.keys(unwrap(at).shape ?? {})
}

function unwrap(schema: unknown): { shape?: Record<string, unknown>; element?: unknown } {
  let at = schema as
    | { shape?: Record<string, unknown>; element?: unknown; def?: { innerType?: unknown } }
    | undefined
  while (at?.def?.innerType !== undefined) at = at.def.innerType as typeof at
  return at ?? {}
}
