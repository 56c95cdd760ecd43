import { semanticEvents } from './catalogue.js'

/** How names are compared: any case, and without blanks, `_` and `-`. */
export function nameKey(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '')
}

/** An app's own event names → canonical ones, looked up by `nameKey`. */
export type EventNames = ReadonlyMap<string, string>

/** The catalogue, and an app's aliases above it. An alias may name another spelling of a catalogued event. */
export function eventNames(aliases: Readonly<Record<string, string>> = {}): EventNames {
  const names = new Map(semanticEvents.map((name) => [nameKey(name), name]))
  const catalogue = new Map(names)
  for (const [own, canonical] of Object.entries(aliases)) {
    names.set(nameKey(own), catalogue.get(nameKey(canonical)) ?? canonical)
  }
  return names
}
