/** What a setting's schema says of it. Marks and descriptions may stand on a default or on what it wraps. */
import type { z } from 'zod'
import { own } from './event/values.js'

const CREDENTIAL = /key|token|secret|password/i
const PUBLIC = /\bpublic\b/i

/** The settings of a destination by name; undefined where they are no object. */
export function settingsOf(settings: z.ZodType): Record<string, z.ZodType> | undefined {
  return (settings as { shape?: Record<string, z.ZodType> }).shape
}

/** Whether a setting is a credential, or holds one at any depth: it is then one as a whole. */
export function isSecret(schema: z.ZodType): boolean {
  return [...schemasIn(schema)].some((one) => own(one.meta(), 'secret') === true)
}

export function describes(schema: z.ZodType): string {
  const inner = (schema.def as { innerType?: z.ZodType }).innerType
  return schema.description ?? (inner === undefined ? '' : describes(inner))
}

/** The paths of settings, and of members within them, that are named like credentials and are neither secret nor described as public. */
export function openCredentials(settings: Record<string, z.ZodType>): string[] {
  return Object.entries(settings).flatMap(([name, schema]) => {
    if (isSecret(schema)) return []
    const members = [...schemasIn(schema)].flatMap((one) => Object.entries(settingsOf(one) ?? {}))
    const within = members.flatMap(([member, of]) =>
      isOpen(member, of) ? [`${name}.${member}`] : [],
    )
    return [...(isOpen(name, schema) ? [name] : []), ...new Set(within)]
  })
}

function isOpen(name: string, schema: z.ZodType): boolean {
  return CREDENTIAL.test(name) && !PUBLIC.test(describes(schema))
}

/** A schema and all that it is made of: what it wraps, its alternatives, members and elements. */
function schemasIn(schema: z.ZodType): ReadonlySet<z.ZodType> {
  const found = new Set([schema])
  for (const one of found) for (const part of partsOf(one)) found.add(part)
  return found
}

/** Of any kind of schema: a lazy one tells its part when asked, all others have them among their members. */
function partsOf(schema: z.ZodType): z.ZodType[] {
  const { getter, ...members } = schema.def as { getter?: () => z.ZodType }
  const parts = [getter?.(), ...Object.values(members)]
  return parts.flatMap((part) =>
    isSchema(part) ? [part] : Object.values(part ?? {}).filter(isSchema),
  )
}

function isSchema(value: unknown): value is z.ZodType {
  return typeof value === 'object' && value !== null && 'safeParse' in value
}
