import { z } from 'zod'
import type { Destination } from '../../src/destination.js'
import { casesFor, settingsFor } from '../fixtures/read.js'

type Settings = Record<string, unknown>

/**
 * Settings of a destination such that every pair of values of two settings that it takes
 * together stands in one of them. Values are those of enums and booleans, of the fixtures,
 * and the default.
 */
export function pairwiseSettings(
  module: Destination,
  used: readonly Settings[] = usedBy(module),
): Settings[] {
  const candidates = candidatesOf(module, used)
  const open = pairsOf(candidates)
  const rows: Settings[] = []
  for (let [first] = open; first !== undefined; [first] = open) {
    const wanted = JSON.parse(first) as Pair
    const row = [
      greedyRow(candidates, open, wanted),
      ...used.map((one) => rowOver(one, wanted, candidates)),
    ].find((one) => isTaken(module, given(one)))
    open.delete(first)
    if (row === undefined) continue
    for (const pair of pairsIn(row)) open.delete(pair)
    rows.push(given(row))
  }
  // One setting alone has no pair.
  if (rows.length === 0) rows.push(...used.filter((one) => isTaken(module, one)))
  if (rows.length === 0) throw new Error(`${module.slug}: it takes none of the settings drawn`)
  return rows
}

type Candidates = ReadonlyMap<string, readonly unknown[]>
type Row = ReadonlyMap<string, unknown>
type Pair = [[name: string, text: string], [name: string, text: string]]

function usedBy({ slug }: Destination): Settings[] {
  return [settingsFor(slug), ...casesFor(slug).map(({ settings }) => settings)]
}

function given(row: Row): Settings {
  return Object.fromEntries([...row].filter(([, value]) => value !== undefined))
}

/** Some settings belong together: not every combination is one that a user can have. */
function isTaken({ settings }: Destination, given: Settings): boolean {
  return settings.safeParse(given).success
}

/** Settings that a fixture has, but for the pair. */
function rowOver(used: Settings, wanted: Pair, candidates: Candidates): Row {
  const values = wanted.map(([name, which]): [string, unknown] => [
    name,
    candidates.get(name)?.find((value) => text(value) === which),
  ])
  return new Map(
    [...candidates.keys()].map((name): [string, unknown] => [name, used[name]]).concat(values),
  )
}

function candidatesOf(module: Destination, used: readonly Settings[]): Candidates {
  const { properties = {}, required = [] } = z.toJSONSchema(module.settings, { io: 'input' }) as {
    properties?: Record<string, { enum?: unknown[]; type?: string }>
    required?: string[]
  }
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
function greedyRow(candidates: Candidates, open: ReadonlySet<string>, wanted: Pair): Row {
  const fixed = new Map(wanted)
  const row = new Map<string, unknown>()
  for (const [name, values] of candidates) {
    const fixedTo = fixed.get(name)
    const score = (value: unknown): number =>
      fixedTo !== undefined && fixedTo === text(value)
        ? Number.POSITIVE_INFINITY
        : [...row].filter(([other, taken]) => open.has(pairOf(other, taken, name, value))).length
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
          values.flatMap((value) => others.map((taken) => pairOf(name, value, other, taken))),
        ),
    ),
  )
}

function pairsIn(row: Row): string[] {
  const all = [...row]
  return all.flatMap(([name, value], index) =>
    all.slice(index + 1).map(([other, taken]) => pairOf(name, value, other, taken)),
  )
}

function pairOf(name: string, value: unknown, other: string, taken: unknown): string {
  return JSON.stringify([
    [name, text(value)],
    [other, text(taken)],
  ])
}

function text(value: unknown): string {
  return JSON.stringify(value) ?? 'left out'
}
