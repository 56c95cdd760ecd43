import { describe, expect, it } from 'vitest'
import { person } from '../../destinations/facebook-app-events/person.js'
import { values } from '../../destinations/google-analytics-4/values.js'
import type { OwnContext } from '../../src/destination.js'

const context = { refuse: () => undefined, warn: () => {}, settings: {} } as unknown as OwnContext

const long: Record<string, string> = {
  'marks of an address': '%40a'.repeat(25_000),
  'an address without an end': `a@${'.x'.repeat(50_000)} x`,
  'a number without an end': `"+1${' '.repeat(100_000)}x`,
  'letters before a lone @': `${'a'.repeat(100_000)} @`,
}

const judges = { 'own.parameter': values.parameter, 'own.unrevealing': person.unrevealing }

describe.each(Object.entries(judges))('%s', (_, judge) => {
  it.each(Object.entries(long))('takes no longer than a text is: %s', (_, text) => {
    const started = performance.now()
    judge(text, context)
    // Squared, it took seconds.
    expect(performance.now() - started).toBeLessThan(1000)
  })

  it.each(['a@example.com', '+49 170 1234567'])('refuses %s', (text) => {
    expect(judge(text, context)).toBeUndefined()
  })
})
