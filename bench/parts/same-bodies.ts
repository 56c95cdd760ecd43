import { isDeepStrictEqual } from 'node:util'

/** Throws an Error where two lines send other things, in whatever order: their times could not be compared. */
export function refuseUnlike(ours: readonly string[], others: readonly string[]): void {
  const [one, other] = [comparable(ours), comparable(others)]
  if (isDeepStrictEqual(one, other)) return
  const unlike = one.findIndex((body, place) => body !== other[place])
  const example = [one[unlike], other[unlike]].map((body) => body?.slice(0, 2000)).join('\n')
  throw new Error(`the lines send other bodies, such as\n${example}`)
}

function comparable(bodies: readonly string[]): string[] {
  const all = bodies.flatMap((body) => apart(JSON.parse(body)))
  return all.map((body) => JSON.stringify(body, inOrder)).sort()
}

/** Events of one person may share a request; by hand, each has its own. */
function apart(body: { custom_events?: unknown[] }): object[] {
  const { custom_events } = body
  return custom_events?.map((event) => ({ ...body, custom_events: [event] })) ?? [body]
}

function inOrder(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
