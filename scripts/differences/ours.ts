import { createBatcher, createRouter, prepareConnection, type WireRequest } from 'crosswalk'
import { destinations } from 'crosswalk/destinations'
import omitBy from 'lodash/omitBy.js'
import { callsOf } from './calls.js'
import { equivalents } from './equivalents.js'
import { type Recorded, type RecordedRequest, wasRefused } from './recorded.js'

/** Later than every recording. */
export const LATER = Date.UTC(2026, 10, 24)

/** What we send for recorded events, with the settings that stand for the recorded ones. */
export function requestsFor(destination: string, recorded: Recorded): RecordedRequest[] {
  const settings = equivalents[destination]?.settings(recorded) ?? {}
  const config = {
    id: destination,
    destination,
    settings: omitBy(settings, (value) => value === undefined || value === ''),
  }
  const prepared = prepareConnection(config, { destinations })
  if (!prepared.ok && wasRefused(recorded)) return []
  if (!prepared.ok) throw new Error(`${recorded.id}: ${prepared.problems[0]?.message}`)
  const router = createRouter([prepared.connection])
  const batcher = createBatcher(router)
  const calls = callsOf(recorded)
  const now = whenOf(calls)
  const results = calls.flatMap((event) => router.map(event, { now }))
  return [...results.flatMap((result) => batcher.add(result)), ...batcher.flush()].map(read)
}

/** Sent as they happened where their times are seconds in text: later, the vendor finds them too old. */
function whenOf(calls: readonly Record<string, unknown>[]): number {
  const timestamp = calls[0]?.timestamp
  return typeof timestamp === 'string' && /^\d{10}$/.test(timestamp)
    ? Number(timestamp) * 1000
    : LATER
}

function read({ method, url, headers, body }: WireRequest): RecordedRequest {
  const form = Object.entries(headers).some(([, value]) => value.includes('urlencoded'))
  return {
    method,
    url,
    body: form ? Object.fromEntries(new URLSearchParams(body)) : JSON.parse(body),
  }
}
