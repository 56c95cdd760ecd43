import { type OutcomeRule, secret, z } from '../../src/destination.js'

/** The numeric id of an object of the graph. */
export const objectId = (what: string) =>
  z.string().regex(/^\d+$/, `must be the numeric ${what} id`).describe(`The numeric ${what} id.`)

/** Settings that both of Meta's APIs for app events have. */
export const sharedSettings = (apiVersion: string) => ({
  accessToken: secret(
    'An access token; for an app `app-id|app-secret` or `app-id|client-token` will do.',
  ),
  apiVersion: z
    .string()
    .regex(/^v\d{1,2}\.\d$/, 'must read like v24.0')
    .default(apiVersion)
    .describe('Graph API version.'),
  customEvents: z
    .enum(['pass', 'listed', 'skip'])
    .default('pass')
    .describe(
      "An app's own events, which the catalogue does not have: all are sent, only those that `eventNames` lists, or none. Meta takes 1,000 names an app.",
    ),
  screenEvents: z.boolean().default(false).describe('Whether screen and page calls are sent.'),
  limitedDataUse: z
    .union([
      z.boolean(),
      z
        .strictObject({
          country: z.literal([0, 1]).describe('1: the United States; 0: Meta finds out.'),
          state: z.int().describe("A state's number, from 1000; 0: Meta finds out."),
        })
        .refine(({ state }) => state === 0 || (state >= 1000 && state < 1100), {
          error: "state must be 0 or a state's number, from 1000",
        })
        .refine(({ country, state }) => state === 0 || country === 1, {
          error: 'country must be 1 where a state is given',
        }),
    ])
    .default(false)
    .describe(
      'Limited Data Use: for every event (`true`: Meta finds the place out by the address of the device), for one state, or not. An event may say otherwise in its `integrations`.',
    ),
})

/**
 * Answers of the graph. Rate limits come as 400 and refused tokens as 500: the
 * code decides, not the status.
 * https://developers.facebook.com/docs/graph-api/guides/error-handling/
 */
export const graphErrors: readonly OutcomeRule[] = [
  { body: { 'error.is_transient': true }, verdict: 'retry', waitMs: 5000 },
  { body: { 'error.code': [4, 9, 17, 32, 341, 613, 80003] }, verdict: 'retry', waitMs: 5000 },
  { body: { 'error.code': [1, 2, 5000] }, verdict: 'retry' },
  { body: { 'error.code': 100, 'error.error_subcode': 33 }, verdict: 'blocked' },
  { body: { 'error.code': [3, 10, 102, 190, 368, 412] }, verdict: 'blocked' },
  { body: { 'error.code': { from: 200, to: 299 } }, verdict: 'blocked' },
  { body: { 'error.code': [100, 105] }, verdict: 'divide' },
]
