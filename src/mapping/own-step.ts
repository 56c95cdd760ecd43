import { copy } from '../event/copy.js'
import type { WarningCode } from '../result.js'
import { type Run, refuse, type Site, warn } from './run.js'
import type { StepFunction } from './steps/define.js'

/** What a function of a module sees and may say besides its value. */
export interface OwnContext {
  /** Those of the connection, without credentials. */
  settings: Readonly<Record<string, unknown>>
  /** The value cannot be used: the result is nothing, and the field warns. Say what it is, not the value. */
  refuse(reason: string): undefined
  warn(code: WarningCode, message: string): void
}

/** A pure function of a destination's own module, `own.name` in its mapping file. Never sees nothing. */
export type OwnFunction = (value: unknown, context: OwnContext) => unknown

export function ownStep(own: OwnFunction | undefined): StepFunction {
  const known = ownFunction(own)
  return (value, run, site) => asGiven(known(value, ownContext(run, site)))
}

/** Throws where a program was written for a module that had more functions. */
export function ownFunction(own: OwnFunction | undefined): OwnFunction {
  if (typeof own !== 'function') throw new Error('the module lacks a function of its mapping')
  return own
}

/** What a function gave. An object is copied when it is written; what else JSON has no form for must not get that far. */
export function asGiven(given: unknown): unknown {
  return typeof given === 'object' ? given : copy(given)
}

export function ownContext(run: Run, site: Site): OwnContext {
  return new Context(run, site)
}

/** Functions are made when they are asked for: most values are usable. */
class Context implements OwnContext {
  readonly settings: OwnContext['settings']
  readonly #run: Run
  readonly #site: Site

  constructor(run: Run, site: Site) {
    this.settings = run.settings
    this.#run = run
    this.#site = site
  }

  get refuse(): OwnContext['refuse'] {
    return (reason) => refuse(this.#run, this.#site, reason)
  }

  get warn(): OwnContext['warn'] {
    return (code, message) => {
      warn(this.#run, code, this.#site, `${this.#site.source}: ${message}`)
    }
  }
}
