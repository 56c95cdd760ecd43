import type { WarningCode } from '../result.js'
import { refuse, warn } from './run.js'
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

export function ownStep(own: OwnFunction): StepFunction {
  return (value, run, site) =>
    own(value, {
      settings: run.settings,
      refuse: (reason) => refuse(run, site, reason),
      warn: (code, message) => warn(run, code, site, `${site.source}: ${message}`),
    })
}
