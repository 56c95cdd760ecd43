import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Events, and the settings of a connection that they are tried with. */
export interface Case {
  name: string
  settings: Record<string, unknown>
  events: unknown[]
}

/**
 * The cases of a destination: `events/*.json` of the folder, which every
 * destination shares, with `settings/<slug>.json`; and its own `<slug>/*.json`,
 * `{ settings?, event }` or `{ settings?, events }`, over those settings.
 */
export function readCases(folder: string, slug: string): Case[] {
  const settings = settingsOf(folder, slug)
  const shared = readShared(folder).map((one) => ({ ...one, settings }))
  const own = jsonFiles(join(folder, slug)).map(({ name, json }) => {
    const { settings: more, event, events } = json as Partial<Case> & { event?: unknown }
    return { name, settings: { ...settings, ...more }, events: events ?? [event] }
  })
  return [...shared, ...own]
}

/** `events/*.json` of the folder: one event each, or a list of them. */
export function readShared(folder: string): { name: string; events: unknown[] }[] {
  return jsonFiles(join(folder, 'events')).map(({ name, json }) => ({
    name,
    events: [json].flat(),
  }))
}

/** `settings/<slug>.json` of the folder. */
export function settingsOf(folder: string, slug: string): Record<string, unknown> {
  return readJson(join(folder, 'settings', `${slug}.json`)) as Record<string, unknown>
}

function jsonFiles(folder: string): { name: string; json: unknown }[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({ name: file.replace(/\.json$/, ''), json: readJson(join(folder, file)) }))
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'))
}
