/** What a setting's schema says of it. Marks and descriptions may stand on a default or on what it wraps. */
import type { z } from 'zod'
import { own } from './event/values.js'

const CREDENTIAL = /key|token|secret|password/i
const PUBLIC = /\bpublic\b/i

/** The settings of a destination by name; undefined where they are no object. */
export function settingsOf(settings: z.ZodType): Record<string, z.ZodType> | undefined {
  return (settings as { shape?: Record<string, z.ZodType> }).shape
}

export function isSecret(schema: z.ZodType): boolean {
  if (own(schema.meta(), 'secret') === true) return true
  const inner = wrapped(schema)
  return inner !== undefined && isSecret(inner)
}

export function describes(schema: z.ZodType): string {
  const inner = wrapped(schema)
  return schema.description ?? (inner === undefined ? '' : describes(inner))
}

/** Whether a setting is named like a credential, and is neither marked as one nor described as public. */
export function isOpenCredential(name: string, schema: z.ZodType): boolean {
  return CREDENTIAL.test(name) && !PUBLIC.test(describes(schema)) && !isSecret(schema)
}

function wrapped(schema: z.ZodType): z.ZodType | undefined {
  return (schema.def as { innerType?: z.ZodType }).innerType
}
