/**
 * The reference meaning of the mapping language: an AST becomes closures, once
 * for all connections of a destination. Nothing becomes source.
 */

import type { Problem } from '../errors.js'
import type { CanonicalEvent } from '../event/canonical.js'
import type { JsonObject, SkipReason, Warning } from '../result.js'
import type { ActionTree, Condition, MappingTree, Path } from './ast.js'
import { bindSettings } from './bind.js'
import { askedPaths, type Compiling, UNMET } from './compiling.js'
import { condition } from './condition.js'
import { objectWriter } from './object.js'
import type { OwnFunction } from './own-step.js'
import { quietReader } from './read.js'
import { dedupeKey, type Run, startRun, untake } from './run.js'
import { plain, type Tools } from './tools.js'

/** What one action of the rule that matched gave. */
export interface Action {
  action: string
  payload: JsonObject
  dedupeKey: string
}

export type Mapped =
  | { outcome: 'mapped'; rule: string; actions: Action[]; warnings: Warning[] }
  | { outcome: 'skipped'; rule: string | null; reason: SkipReason }
  | { outcome: 'failed'; rule: string; problem: Problem }

export interface MappingProgram {
  destination: string
  version: string
  /** Works out, once per connection, what the mapping takes of its settings. Throws an Error for a setting that cannot be used. */
  bind(settings: Readonly<Record<string, unknown>>): readonly unknown[]
  map(
    event: CanonicalEvent,
    settings: Readonly<Record<string, unknown>>,
    bound: readonly unknown[],
    options: unknown,
  ): Mapped
}

export function interpreter(
  tree: MappingTree,
  functions: Readonly<Record<string, OwnFunction>> = {},
  tools: Tools = plain,
): MappingProgram {
  const compiling: Compiling = { tools, functions, asked: askedPaths(tree) }
  const rules = tree.rules.map((rule) => ({
    name: rule.name,
    skip: rule.skip,
    matches: tools.rule(rule, conditions(rule.when)),
    emit: rule.emit.map((action) => actionWriter(action, compiling)),
  }))
  const types = callTypesOf(tree)
  return {
    destination: tree.destination,
    version: tree.version,
    bind: (settings) => bindSettings(tree.bindings, settings),
    map(event, settings, bound, options) {
      const run = startRun(event, settings, bound, options)
      const rule = rules.find(({ matches }) => matches(run))
      if (rule === undefined) {
        const reason = types === undefined || types.has(event.type) ? 'no-rule' : 'unsupported'
        return { outcome: 'skipped', rule: null, reason }
      }
      if (rule.skip !== undefined) return { outcome: 'skipped', rule: rule.name, reason: rule.skip }
      const actions: Action[] = []
      for (const write of rule.emit) write(run, actions)
      if (run.failure !== undefined)
        return { outcome: 'failed', rule: rule.name, problem: run.failure }
      if (actions.length === 0) return { outcome: 'skipped', rule: rule.name, reason: 'no-rule' }
      return { outcome: 'mapped', rule: rule.name, actions, warnings: run.warnings }
    },
  }
}

function actionWriter(tree: ActionTree, compiling: Compiling) {
  const { action, each } = tree
  const matches = compiling.tools.action(tree, conditions(tree.when))
  const write = compiling.tools.payload(tree, objectWriter(tree.object, compiling))
  const one = (run: Run, actions: Action[]): void => {
    untake(run, 0)
    const payload = write(run)
    if (payload === undefined || payload === UNMET || run.failure !== undefined) return
    actions.push({ action, payload: payload as JsonObject, dedupeKey: dedupeKey(run) })
    run.count++
  }
  if (each === undefined) {
    return (run: Run, actions: Action[]) => {
      if (matches(run)) one(run, actions)
    }
  }
  return eachElement(each, matches, one)
}

function eachElement(
  path: Path,
  matches: (run: Run) => boolean,
  one: (run: Run, actions: Action[]) => void,
) {
  const read = quietReader(path)
  return (run: Run, actions: Action[]) => {
    const list = matches(run) ? read(run) : undefined
    if (!Array.isArray(list)) return
    list.forEach((element, index) => {
      run.item = element
      run.index = index
      one(run, actions)
    })
    run.item = undefined
    run.index = 0
  }
}

function conditions(when: Condition[]): (run: Run) => boolean {
  const tests = when.map(condition)
  return (run) => tests.every((test) => test(run))
}

/** The call types that some rule can take; undefined where a rule takes any. */
function callTypesOf(tree: MappingTree): ReadonlySet<unknown> | undefined {
  const types = new Set<unknown>()
  for (const { when } of tree.rules) {
    const test = when.find(({ path }) => path.text === 'type')?.test
    if (test?.kind === 'equals') types.add(test.value)
    else if (test?.kind === 'oneOf') for (const value of test.values) types.add(value)
    else return undefined
  }
  return types
}
