import type { JsonObject } from '../../src/result.js'
import type { Rivals } from '../floors.js'
import { connectionOf, type MappedCase } from '../subjects.js'
import { keep } from '../timing.js'

/** One vendor's half of the hand-written line. */
export interface Half {
  floor: Rivals['floor']
  /** By the number of the event; undefined where it is not routed. */
  cases: readonly (MappedCase | undefined)[]
  bodies: Bodies
}

/** What goes out, each body made into text once. */
type Bodies = (payloads: readonly JsonObject[]) => string[]

/**
 * Text in, bodies out, as somebody would write it by hand for these vendors. It
 * is given the canonical events: it pays for reading the text, not for settling it.
 */
export function handLine(texts: readonly string[], halves: readonly Half[]): string[] {
  const payloads = halves.map((): JsonObject[] => [])
  for (let number = 0; number < texts.length; number++) {
    keep(JSON.parse(texts[number] ?? ''))
    for (let place = 0; place < halves.length; place++) {
      const { floor, cases } = halves[place] as Half
      const one = cases[number]
      if (one === undefined) continue
      const mapped = floor(one.event, one.settings, one.options)
      if (mapped.outcome !== 'mapped') continue
      for (const { payload } of mapped.actions) payloads[place]?.push(payload)
    }
  }
  return halves.flatMap(({ bodies }, place) => bodies(payloads[place] ?? []))
}

const settingsOf = (slug: string) => connectionOf(slug).inside.settings

function inChunks(payloads: readonly JsonObject[], size: number): JsonObject[][] {
  const count = Math.ceil(payloads.length / size)
  return Array.from({ length: count }, (_, at) => payloads.slice(at * size, (at + 1) * size))
}

/** For each vendor of the line, by its slug. */
export const vendors: Readonly<Record<string, () => Bodies>> = {
  'facebook-app-events': () => {
    const { accessToken: access_token } = settingsOf('facebook-app-events')
    return (payloads) =>
      payloads.map((payload) => {
        // Its own object: a copy with a member more would cost as much as the text.
        const body: Record<string, unknown> = payload
        body.access_token = access_token
        body['X-Forwarded-For'] = undefined
        return JSON.stringify(body)
      })
  },
  amplitude: () => {
    const { apiKey: api_key, minIdLength: min_id_length } = settingsOf('amplitude')
    return (payloads) =>
      inChunks(payloads, 200).map((events) =>
        JSON.stringify({ api_key, options: { min_id_length }, events }),
      )
  },
  customerio: () => (payloads) => inChunks(payloads, 500).map((batch) => JSON.stringify({ batch })),
}
