import { z } from 'zod'
import type { Destination } from '../destination.js'
import { settingsOf } from '../setting-marks.js'

/** What JSON Schema says of one setting. */
export interface SettingSchema {
  type?: string
  enum?: readonly unknown[]
}

export function settingSchemas({ settings }: Destination): Record<string, SettingSchema> {
  const schema = z.toJSONSchema(settings, { io: 'input', unrepresentable: 'any' })
  return (schema.properties ?? {}) as Record<string, SettingSchema>
}

/** Of each required setting, the first of these that its schema takes stands in. */
const candidates: readonly unknown[] = [
  ...['placeholder', '1234567890', '1', 'https://example.com', 'v1.0', '0'.repeat(32)],
  ...[1, 1000, true, [], {}],
]

/** Settings that a destination takes and that are nobody's; what has a default is left to it. */
export function placeholders(settings: z.ZodType): Record<string, unknown> {
  const shape = settingsOf(settings) ?? {}
  const chosen = Object.entries(shape).flatMap(([name, schema]) => {
    if (schema.safeParse(undefined).success) return []
    const listed = (schema.def as { entries?: Record<string, unknown> }).entries
    const value = [...Object.values(listed ?? {}), ...candidates].find(
      (one) => schema.safeParse(one).success,
    )
    return value === undefined ? [] : [[name, value]]
  })
  return Object.fromEntries(chosen)
}
