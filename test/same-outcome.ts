import { isDeepStrictEqual } from 'node:util'
import type { CanonicalEvent } from '../src/event/canonical.js'
import type { MappingProgram } from '../src/mapping/program.js'

type Settings = Readonly<Record<string, unknown>>

/** What a program makes of settings and an event, or what it threw. */
export type Outcome = { given: unknown } | { threw: string }

export function outcomeOf(work: () => unknown): Outcome {
  try {
    return { given: work() }
  } catch (error) {
    return { threw: String(error) }
  }
}

/** Two programs of one mapping with one connection's settings: what each makes of an event. */
export function pairOf(reference: MappingProgram, other: MappingProgram, settings: Settings) {
  const bound = [reference, other].map((program) => outcomeOf(() => program.bind(settings)))
  const run = (which: 0 | 1, event: CanonicalEvent, options: unknown): Outcome => {
    const ready = bound[which] as Outcome
    if ('threw' in ready) return ready
    const program = which === 0 ? reference : other
    return outcomeOf(() => program.map(event, settings, ready.given as unknown[], options))
  }
  return {
    expected: (event: CanonicalEvent, options: unknown) => run(0, event, options),
    actual: (event: CanonicalEvent, options: unknown) => run(1, event, options),
  }
}

/** The same values, those that JSON has no form for too, in the same order. */
export function areSame(one: Outcome, other: Outcome): boolean {
  return isDeepStrictEqual(one, other) && JSON.stringify(one) === JSON.stringify(other)
}

/** Frozen all the way down: a change throws, and what shares any of it shows. */
export function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const member of Object.values(value)) frozen(member)
  }
  return value
}

/** Every object and list of a result. */
export function objectsOf(outcome: Outcome): object[] {
  const found: object[] = []
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    found.push(value)
    for (const member of Object.values(value)) collect(member)
  }
  if ('given' in outcome) collect(outcome.given)
  return found
}
