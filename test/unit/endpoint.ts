import type { Endpoint } from '../../src/destination.js'

/** An endpoint of nobody, for modules that tests make by hand. */
export const endpoint: Endpoint = {
  envelope: (batch) => ({
    method: 'POST',
    url: 'https://example.com/events',
    headers: {},
    body: batch.json(),
  }),
  limits: { items: 10 },
  outcome: [],
  ordering: 'none',
  ambiguous: 'retry',
}
