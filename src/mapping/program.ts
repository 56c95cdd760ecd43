import type { Problem } from '../errors.js'
import type { CanonicalEvent } from '../event/canonical.js'
import type { JsonObject, SkipReason, Warning } from '../result.js'
import type { Binding, MappingTree } from './ast.js'
import { bindSettings } from './bind.js'
import { dedupeKey, type Run, startRun } from './run.js'

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

/** A rule at work. */
export interface Rule {
  name: string
  skip?: SkipReason | undefined
  emit(run: Run, actions: Action[]): void
}

/** A mapping whose rules are functions. */
export interface Ready {
  destination: string
  version: string
  bindings: readonly Binding[]
  /** What else hangs on the settings alone; it stands behind what is bound. */
  settle?(settings: Readonly<Record<string, unknown>>): readonly unknown[]
  /** The call types that some rule can take; undefined where a rule takes any. */
  types: ReadonlySet<unknown> | undefined
  /** The rule that takes the event. */
  choose(run: Run): Rule | undefined
}

export function programOf({
  destination,
  version,
  bindings,
  types,
  settle = () => [],
  choose,
}: Ready): MappingProgram {
  return {
    destination,
    version,
    bind: (settings) => [...bindSettings(bindings, settings), ...settle(settings)],
    map(event, settings, bound, options) {
      const run = startRun(event, settings, bound, options)
      const rule = choose(run)
      if (rule === undefined) {
        const reason = types === undefined || types.has(event.type) ? 'no-rule' : 'unsupported'
        return { outcome: 'skipped', rule: null, reason }
      }
      if (rule.skip !== undefined) return { outcome: 'skipped', rule: rule.name, reason: rule.skip }
      const actions: Action[] = []
      rule.emit(run, actions)
      if (run.failure !== undefined)
        return { outcome: 'failed', rule: rule.name, problem: run.failure }
      if (actions.length === 0) return { outcome: 'skipped', rule: rule.name, reason: 'no-rule' }
      return { outcome: 'mapped', rule: rule.name, actions, warnings: run.warnings }
    },
  }
}

/** Makes an item of what an action wrote, unless it wrote nothing or the event failed. */
export function push(action: string, payload: unknown, run: Run, actions: Action[]): void {
  if (payload === undefined || run.failure !== undefined) return
  actions.push({ action, payload: payload as JsonObject, dedupeKey: dedupeKey(run) })
  run.count++
}

/** The call types that some rule can take; undefined where a rule takes any. */
export function callTypesOf(tree: MappingTree): ReadonlySet<unknown> | undefined {
  const types = new Set<unknown>()
  for (const { when } of tree.rules) {
    const test = when.find(({ path }) => path.text === 'type')?.test
    if (test?.kind === 'equals') types.add(test.value)
    else if (test?.kind === 'oneOf') for (const value of test.values) types.add(value)
    else return undefined
  }
  return types
}
