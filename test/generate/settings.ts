import { z } from 'zod'
import type { Destination } from '../../src/destination.js'
import { casesFor, settingsFor } from '../fixtures/read.js'

type Settings = Record<string, unknown>

/**
 * Settings of a destination such that every pair of values of two settings
 * stands in one of them. Values are those of enums and booleans, of the fixtures,
 * and the default.
 */
export function pairwiseSettings(module: Destination): Settings[] {
  const candidates = candidatesOf(module)
  const open = pairsOf(candidates)
  const rows: Settings[] = []
  while (open.size > 0) {
    const row = greedyRow(candidates, open)
    for (const pair of pairsIn(row)) open.delete(pair)
    const given = [...row].filter(([, value]) => value !== undefined)
    rows.push(Object.fromEntries(given))
  }
  return rows
}

type Candidates = ReadonlyMap<string, readonly unknown[]>

function candidatesOf(module: Destination): Candidates {
  const { properties = {}, required = [] } = z.toJSONSchema(module.settings, { io: 'input' }) as {
    properties?: Record<string, { enum?: unknown[]; type?: string }>
    required?: string[]
  }
  const used = [settingsFor(module.slug), ...casesFor(module.slug).map(({ settings }) => settings)]
  return new Map(
    Object.entries(properties).map(([name, schema]) => {
      const known = used.filter((settings) => Object.hasOwn(settings, name))
      const values = new Map<string, unknown>(
        [
          ...(required.includes(name) ? [] : [undefined]),
          ...(schema.enum ?? []),
          ...(schema.type === 'boolean' ? [true, false] : []),
          ...known.map((settings) => settings[name]),
        ].map((value) => [JSON.stringify(value) ?? '', value]),
      )
      return [name, [...values.values()]]
    }),
  )
}

/** Takes, setting by setting, the value that closes most open pairs with those taken before, or may close one later. */
function greedyRow(candidates: Candidates, open: ReadonlySet<string>): Map<string, unknown> {
  const [first] = open
  const fixed = new Map(first === undefined ? [] : (JSON.parse(first) as [string, string][]))
  const row = new Map<string, unknown>()
  for (const [name, values] of candidates) {
    const wanted = fixed.get(name)
    const score = (value: unknown): number =>
      wanted !== undefined && wanted === text(value)
        ? Number.POSITIVE_INFINITY
        : [...row].filter(([other, taken]) => open.has(pair(other, taken, name, value))).length
    row.set(
      name,
      values.reduce((best, value) => (score(value) > score(best) ? value : best), values[0]),
    )
  }
  return row
}

function pairsOf(candidates: Candidates): Set<string> {
  const all = [...candidates]
  return new Set(
    all.flatMap(([name, values], index) =>
      all
        .slice(index + 1)
        .flatMap(([other, others]) =>
          values.flatMap((value) => others.map((taken) => pair(name, value, other, taken))),
        ),
    ),
  )
}

function pairsIn(row: ReadonlyMap<string, unknown>): string[] {
  const all = [...row]
  return all.flatMap(([name, value], index) =>
    all.slice(index + 1).map(([other, taken]) => pair(name, value, other, taken)),
  )
}

function pair(name: string, value: unknown, other: string, taken: unknown): string {
  return JSON.stringify([
    [name, text(value)],
    [other, text(taken)],
  ])
}

function text(value: unknown): string {
  return JSON.stringify(value) ?? 'left out'
}
