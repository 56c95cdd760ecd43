import type { OutcomeRule } from '../../src/destination.js'

/** An error by its text, which stands in brackets or alone, in JSON or plain. */
function says(text: string, rule: Pick<OutcomeRule, 'status' | 'verdict' | 'code'>): OutcomeRule[] {
  return ['error', ''].flatMap((path) =>
    ['Event request failed (', ''].map((before) => ({
      ...rule,
      body: { [path]: { startsWith: `${before}${text}` } },
    })),
  )
}

/** https://dev.adjust.com/en/api/s2s-api/events/ and, for 202, …/s2s-api/security/ */
export const outcome: readonly OutcomeRule[] = [
  { status: 200, body: { status: 'OK' }, verdict: 'delivered' },
  { status: 200, body: { '': 'OK' }, verdict: 'delivered' },
  // A refusal: of a token that is missing or wrong it is said with a success.
  { status: 202, verdict: 'blocked' },
  ...says('Ignoring event, earlier unique event tracked', { status: 400, verdict: 'delivered' }),
  ...says('Invalid app token', { status: 400, verdict: 'blocked' }),
  ...says('App is inactive', { status: 403, verdict: 'blocked' }),
  ...says('App token not found', { status: 404, verdict: 'blocked' }),
  // Of one device or one event token, not of the app.
  ...says('Tracking disabled', { status: 403, verdict: 'rejected' }),
  ...says('Event token blocklisted', { status: 403, verdict: 'rejected' }),
  { status: [400, 404, 413, 451], verdict: 'rejected' },
]
