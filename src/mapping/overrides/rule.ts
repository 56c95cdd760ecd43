import { isObject } from '../../event/values.js'
import { didYouMean } from '../../nearest.js'
import type { MappingFile } from '../format.js'
import type { Members } from '../parsing.js'
import type { RulePatch } from './format.js'
import type { Merging, Places } from './merging.js'
import { mergeObject } from './object.js'

type Rule = MappingFile['rules'][number]

/** A rule with a patch laid over it; without a rule, a new one. */
export function mergeRule(
  rule: Rule | undefined,
  name: string,
  { before: _, emit, ...keys }: RulePatch,
  at: Places,
  merging: Merging,
): Rule {
  const merged: Record<string, unknown> = { ...rule, name }
  for (const [key, value] of Object.entries(keys)) {
    if (value === null) delete merged[key]
    else merged[key] = value
    merging.places.set(`${at.to}.${key}`, `${at.from}.${key}`)
  }
  if (keys.skip !== undefined) delete merged.emit
  if (emit !== undefined) {
    delete merged.skip
    const inside = { from: `${at.from}.emit`, to: `${at.to}.emit` }
    merged.emit = Array.isArray(emit) ? emit : mergeActions(rule?.emit ?? [], emit, inside, merging)
    if (Array.isArray(emit)) merging.places.set(inside.to, inside.from)
  }
  if (rule === undefined) merging.places.set(at.to, at.from)
  return merged as Rule
}

interface Named {
  key: string
  action: Members
}

/** Actions by name: `event`, or where a rule has several of it `event#0`, `event#1`, …; the next free one is added. */
function mergeActions(
  base: readonly Members[],
  patch: Members,
  at: Places,
  merging: Merging,
): Members[] {
  const named = base.map((action, index) => ({ key: keyOf(base, index), action }))
  const kept = named.filter(({ key }) => !Object.hasOwn(patch, key) || patch[key] !== null)
  const gone = named.map(({ key }) => key).filter((key) => patch[key] === null)
  const actions = kept.map(({ action }) => action)
  for (const [key, change] of Object.entries(patch)) {
    if (gone.includes(key)) continue
    const from = `${at.from}.${key}`
    const index = kept.findIndex((one) => one.key === key)
    const problem = index < 0 || !isObject(change) ? misnamed(key, change, named) : undefined
    if (problem !== undefined || !isObject(change)) {
      merging.problems.push({ path: from, message: problem ?? '' })
    } else if (index >= 0) {
      const to = `${at.to}[${index}]`
      actions[index] = mergeObject(actions[index] ?? {}, change, { from, to }, merging)
    } else {
      merging.places.set(`${at.to}[${actions.length}]`, from)
      actions.push({ action: key.split('#')[0], ...change })
    }
  }
  return actions
}

/** Why a key names neither an action that is there nor the next one. */
function misnamed(key: string, change: unknown, named: readonly Named[]): string | undefined {
  const keys = named.map((one) => one.key)
  const [action = '', number] = key.split('#')
  const same = keys.filter((known) => known.split('#')[0] === action)
  if (change !== null && !isObject(change)) return 'an action is an object of changes, or null'
  if (number === undefined && same.length > 1) {
    return `the rule has several actions "${action}"; say which: ${same.join(', ')}`
  }
  if (change === null) {
    return `there is no action "${key}" to take away${didYouMean(key, keys)}; there is ${keys.join(', ')}`
  }
  const next = same.length === 0 ? action : `${action}#${same.length}`
  return key === next ? undefined : `there is no action "${key}"; "${next}" would add one`
}

function keyOf(actions: readonly Members[], index: number): string {
  const name = actions[index]?.action
  const same = actions.filter(({ action }) => action === name).length
  const number = actions.slice(0, index).filter(({ action }) => action === name).length
  return same > 1 ? `${String(name)}#${number}` : String(name)
}
