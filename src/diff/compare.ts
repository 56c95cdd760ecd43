import isEqual from 'lodash/isEqual.js'
import { isObject } from '../event/values.js'
import type { Item, MappedResult, Result } from '../result.js'

/** What a change of a mapping does to one place of a result. */
export type Difference =
  | { kind: 'added'; path: string; after: unknown }
  | { kind: 'removed'; path: string; before: unknown }
  | { kind: 'changed'; path: string; before: unknown; after: unknown }

/**
 * Between two results of one event: what became of it; its items, one by one and
 * member by member; its warnings. What is there on one side alone is told whole.
 */
export function differences(before: Result, after: Result): Difference[] {
  const [old, now] = [outcomeOf(before), outcomeOf(after)]
  if (old !== now) return [{ kind: 'changed', path: 'outcome', before: old, after: now }]
  if (before.outcome !== 'mapped' || after.outcome !== 'mapped') return []
  const [olds, nows] = [itemsOf(before), itemsOf(after)]
  const shared = [...olds.keys()].filter((key) => nows.has(key))
  return [
    ...between(olds, nows).filter(({ path }) => !shared.includes(path)),
    ...shared.flatMap((key) => between(placesOf(key, olds), placesOf(key, nows))),
    ...between(warningsOf(before), warningsOf(after)),
  ]
}

type Places = ReadonlyMap<string, unknown>

function between(old: Places, now: Places): Difference[] {
  const paths = [...new Set([...old.keys(), ...now.keys()])]
  return paths.flatMap((path): Difference[] => {
    const [before, after] = [old.get(path), now.get(path)]
    if (!old.has(path)) return [{ kind: 'added', path, after }]
    if (!now.has(path)) return [{ kind: 'removed', path, before }]
    return isEqual(before, after) ? [] : [{ kind: 'changed', path, before, after }]
  })
}

function itemsOf({ items }: MappedResult): Map<string, Item> {
  return new Map(items.map((item) => [item.key, item]))
}

function warningsOf({ warnings }: MappedResult): Places {
  return new Map(warnings.map(({ code, path, message }) => [`warning ${code} ${path}`, message]))
}

/** Every value of an item by its place: `event#0.user_id`, and beside the body `event#0 endpoint`. */
function placesOf(key: string, items: ReadonlyMap<string, Item>): Places {
  const { body = {}, ...rest } = items.get(key) ?? {}
  const beside = Object.entries(rest).map(([name, value]): [string, unknown] => [
    `${key} ${name}`,
    value,
  ])
  return new Map([...beside, ...leavesOf(body, `${key}.`)])
}

function outcomeOf(result: Result): string {
  if (result.outcome === 'skipped') return `skipped: ${result.reason}`
  if (result.outcome === 'failed') return `failed: ${result.error.code} ${result.error.path}`
  return 'mapped'
}

/** All that is neither object nor list, and those that are empty. */
function* leavesOf(value: unknown, path: string): Generator<[string, unknown]> {
  const list = Array.isArray(value)
  if ((!list && !isObject(value)) || Object.keys(value).length === 0) {
    yield [path.replace(/\.$/, ''), value]
    return
  }
  for (const [name, member] of Object.entries(value)) {
    yield* leavesOf(member, list ? `${path.replace(/\.$/, '')}[${name}].` : `${path}${name}.`)
  }
}
