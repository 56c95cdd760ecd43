import type { CanonicalEvent, Change } from './canonical.js'
import { isObject } from './values.js'

/** What else a rule of settling fills a path from: the settled path → the path as it was sent. */
const filledFrom: Readonly<Record<string, (path: string) => string>> = {
  'app of context': (path) => path.replace(/^properties\./, 'context.app.'),
  'utm of url': () => 'properties.url',
  'parts of name': () => 'user.name',
  'name of parts': () => 'user.firstName',
  'name of properties': (path) => `properties.${path}`,
}

/**
 * The paths that an event was sent with, behind the paths that mappings read:
 * settled members go back to their own spelling, `user` to the traits it came
 * from. Without the brackets of lists, which a single product may lack.
 */
export function originsOf(
  event: CanonicalEvent,
  changes: readonly Change[],
): (path: string) => string[] {
  const from = new Map<string, string[]>()
  const note = (settled: string, sent: string) => {
    const key = plainPath(settled)
    from.set(key, [...(from.get(key) ?? []), plainPath(sent)])
  }
  // A respelling is two records: the old path is away, and then the new one is there.
  changes.forEach(({ path, rule, to }, index) => {
    const next = changes[index + 1]
    if (rule === 'spelling' && to === undefined && next !== undefined) note(next.path, path)
    const source = filledFrom[rule]?.(path)
    if (source !== undefined) note(path, source)
    if (rule === 'name of parts') note(path, 'user.lastName')
    // The link still holds it.
    if (rule === 'parameter of url') note('properties.url', path)
  })

  const roots = rootsOf(event)
  return (path) => {
    const start = plainPath(path)
    const found = new Set([start])
    for (const one of found) {
      for (const other of [...respelt(one, from), ...roots(one)]) found.add(other)
    }
    return [...found]
  }
}

/** A path without the places and brackets of lists, and as the event itself. */
export function plainPath(path: string): string {
  return path.replace(/\[[^\]]*\]/g, '').replace(/^sent\./, '')
}

/** A path, or one above it, by the name it was sent with. */
function respelt(path: string, from: ReadonlyMap<string, readonly string[]>): string[] {
  for (let end = path.length; end > 0; end = path.lastIndexOf('.', end - 1)) {
    const others = from.get(path.slice(0, end))
    if (others !== undefined) return others.map((other) => other + path.slice(end))
  }
  return []
}

/** Where the traits of a person stood: `user` and, in an identify call without traits, `traits` are those of the context. */
function rootsOf({ type, sent, context }: CanonicalEvent): (path: string) => string[] {
  const own = type === 'identify' && isObject(sent.traits) && Object.keys(sent.traits).length > 0
  const place = own || !isObject(context.traits) ? 'traits' : 'context.traits'
  return (path) => {
    const [root = ''] = path.split('.')
    if (root !== 'user' && !(root === 'traits' && type === 'identify')) return []
    return [place + path.slice(root.length)]
  }
}
