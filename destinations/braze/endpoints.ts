import type { Batch, Endpoint, OutcomeRule, Wire } from '../../src/destination.js'
import { hosts, type Settings } from './settings.js'

/** The lists of a request. The body of an item is one member of one of them, under its name. */
const lists = ['attributes', 'events', 'purchases'] as const

function post(path: string, body: string, { apiKey, instance }: Settings): Wire {
  return {
    method: 'POST',
    url: `https://${hosts[instance]}${path}`,
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${apiKey}` },
    body,
  }
}

const accepted = { message: ['success', 'queued'] }

/** A 400 took nothing; without a list it may be one object too many, and is halved. */
function outcome(list: { list?: string }, throttledMs: number): OutcomeRule[] {
  const index = { index: 'errors[].index', ...list, verdict: 'rejected' } as const
  return [
    {
      status: '2xx',
      body: { ...accepted, 'errors[]': { exists: false } },
      verdict: 'delivered',
    },
    { status: '2xx', body: accepted, items: [index], others: 'delivered' },
    { status: 400, items: [index], others: 'resend' },
    { status: [404, 415], verdict: 'blocked' },
    { status: 429, verdict: 'retry', waitMs: throttledMs },
  ]
}

/** https://www.braze.com/docs/api/endpoints/user_data/post_user_track/ */
function track(objects: number): Endpoint<Settings> {
  return {
    envelope: (batch, settings) => post('/users/track', listsOf(batch), settings),
    limits: { items: objects, bytes: 4_000_000, itemBytes: 100_000 },
    outcome: [
      ...outcome({ list: 'input_array' }, 3000),
      // Unlike the other 5xx, whether it was stored is not known: there is nothing to find a double by.
      { status: 504, verdict: 'rejected', code: 'ANSWER_LOST' },
    ],
    ordering: 'user',
    ambiguous: 'stop',
  }
}

function listsOf({ items }: Batch): string {
  const filled = lists.flatMap((name) => {
    const objects = items.flatMap(({ body }) => body[name] ?? [])
    return objects.length === 0 ? [] : [[name, objects]]
  })
  return JSON.stringify(Object.fromEntries(filled))
}

const idempotent = {
  limits: { items: 50, bytes: 4_000_000 },
  outcome: outcome({}, 15_000),
  ordering: 'user',
  ambiguous: 'retry',
} as const

export const endpoints: Record<string, Endpoint<Settings>> = {
  track: track(75),
  track50: track(50),

  /** https://www.braze.com/docs/api/endpoints/user_data/post_user_identify/ */
  identify: {
    ...idempotent,
    envelope: (batch, settings) =>
      post(
        '/users/identify',
        `{"aliases_to_identify":${batch.json()},"merge_behavior":"merge"}`,
        settings,
      ),
  },

  /** https://www.braze.com/docs/api/endpoints/user_data/post_users_merge/ */
  merge: {
    ...idempotent,
    envelope: (batch, settings) =>
      post('/users/merge', `{"merge_updates":${batch.json()}}`, settings),
  },
}
