import type { Difference } from '../diff/compare.js'

/** One event at one connection that a change of the mapping makes another of. */
export interface Compared {
  ref: unknown
  /** messageId, or null. */
  event: string | null
  connection: string
  changes: Difference[]
}

const signs = { added: '+', removed: '-', changed: '~' } as const

export function inWords({ ref, event, connection, changes }: Compared): string {
  const lines = changes.map((change) => `  ${signs[change.kind]} ${change.path}  ${values(change)}`)
  const head = `${event ?? 'an event without messageId'} → ${connection}  ${JSON.stringify(ref)}`
  return `${[head, ...lines].join('\n')}\n`
}

function values(change: Difference): string {
  if (change.kind === 'added') return JSON.stringify(change.after)
  if (change.kind === 'removed') return JSON.stringify(change.before)
  return `${JSON.stringify(change.before)} → ${JSON.stringify(change.after)}`
}

/** The places that most events differ at. */
const MOST = 20

/** How many events differ, and where. */
export function summaryOf() {
  const places = new Map<string, number>()
  let [events, differing] = [0, 0]
  return {
    add(found: readonly Compared[]): void {
      events++
      if (found.length > 0) differing++
      for (const { kind, path } of found.flatMap(({ changes }) => changes)) {
        const place = `${kind} ${path.replace(/#\d+/, '').replace(/\[\d+\]/g, '[]')}`
        places.set(place, (places.get(place) ?? 0) + 1)
      }
    },
    differing: () => differing > 0,
    text(): string {
      const rows = [...places].sort(([, a], [, b]) => b - a).slice(0, MOST)
      const told = differing === 0 ? 'no difference' : `${differing} differ`
      return `${[`${events} events: ${told}`, ...rows.map(([place, count]) => `  ${place}: ${count}`)].join('\n')}\n`
    },
  }
}
