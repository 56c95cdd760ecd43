import { z } from 'zod'
import type { ValueType } from '../../event/catalogue.js'
import { isScalar, kindOf } from '../../event/values.js'
import type { Path } from '../ast.js'
import type { NameSet } from '../names.js'
import { type Run, refuse, type Site } from '../run.js'

/** A step at work. Never sees nothing; gives undefined for nothing. Never changes its value. */
export type StepFunction = (value: unknown, run: Run, site: Site) => unknown

/** What a step is written with; `source`: nothing, but it asks which path its node reads. */
export type ArgumentKind = 'none' | 'names' | 'table' | 'steps' | 'node' | 'source' | z.ZodType

/** The argument as the step uses it: names and tables may stand in a setting, so they are asked per run. */
export interface Arguments {
  plain: unknown
  names: (run: Run) => NameSet
  lookUp: (run: Run, key: string) => unknown
  steps: StepFunction
  node: (run: Run) => unknown
  source: Path | undefined
}

export interface StepDefinition {
  kind: 'convert' | 'choose' | 'normalise' | 'fit' | 'shape'
  about: string
  takes: ValueType | 'scalar'
  gives: ValueType
  argument: ArgumentKind
  make(argument: Arguments): StepFunction
  /** Documentation that runs as tests. */
  examples: Example[]
}

export interface Example {
  as: unknown
  of: unknown
  gives?: unknown
  warns?: string[]
  tables?: Record<string, unknown>
}

export const none = 'none' as const
export const count = z.int().min(0)
export const texts = z.array(z.string())

/** A step on text; numbers and booleans are taken as their text, all else is refused. */
export const onText =
  (change: (text: string, run: Run, site: Site) => unknown): StepFunction =>
  (value, run, site) =>
    isScalar(value)
      ? change(String(value), run, site)
      : refuse(run, site, `${kindOf(value)} is no text`)

/** A step that gives what `convert` gives, and refuses what it gives nothing for. */
export const converting =
  (convert: (value: unknown) => unknown, wanted: string): StepFunction =>
  (value, run, site) =>
    convert(value) ?? refuse(run, site, `${kindOf(value)} is no ${wanted}`)
