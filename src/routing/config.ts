import { z } from 'zod'
import { cataloguedName } from '../event/names.js'

const names = z.array(z.string())
const eventNames = z.array(z.string().overwrite(cataloguedName))

/** One connection of the configuration. Settings are checked against the destination's own schema. */
export const connectionConfig = z.strictObject({
  id: z.string().min(1).describe('Yours; results, requests and dead letters carry it.'),
  destination: z.string().min(1).describe('The slug of a destination.'),
  settings: z.record(z.string(), z.unknown()).default({}),
  overrides: z
    .record(z.string(), z.unknown())
    .default({})
    .describe(
      "What this connection changes of its destination's mapping: see the mapping language.",
    ),
  enabled: z.boolean().default(true),
  events: z
    .strictObject({
      allow: eventNames
        .optional()
        .describe('Only these track events, by canonical name or another spelling of it.'),
      deny: eventNames.optional().describe('All track events but these.'),
    })
    .default({}),
  consent: names.default([]).describe('Categories that must all be granted.'),
  consentDefault: z
    .enum(['deny', 'grant'])
    .default('deny')
    .describe('For events that carry no consent object.'),
  delivery: z
    .strictObject({
      attempts: z
        .int()
        .min(1)
        .default(5)
        .describe('Sends without a verdict before an item expires.'),
      maxAgeMs: z.int().min(0).default(3_600_000).describe("Since the sender's first taking."),
      timeoutMs: z.int().min(1).default(10_000).describe('Of one call, answer included.'),
      concurrency: z.int().min(1).default(4).describe('Calls under way at once.'),
      ratePerSecond: z.number().positive().default(100).describe('Calls begun in a second.'),
    })
    .prefault({}),
})

export type ConnectionConfig = z.input<typeof connectionConfig>
