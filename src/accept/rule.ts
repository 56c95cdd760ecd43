import type { z } from 'zod'
import { joinPath } from '../zod-problems.js'

/**
 * What the vendor does about a broken rule: refuses the request (`http`), takes
 * it and loses or mis-stores a part (`silent`), forbids it although it may take
 * it (`policy`), or takes all of it and advises otherwise (`warning`).
 */
export type Effect = 'http' | 'silent' | 'policy' | 'warning'

/** One of the vendor's published rules. */
export interface Rule {
  /** As the project's rule tables name it: `AM-TIME`. */
  rule: string
  effect: Effect
}

/** A broken rule, at a place of the request. Holds no value of the request. */
export interface Finding extends Rule {
  /** `events[0].time` in the body; `method`, `url`, `headers.content-type` and `query.x` outside of it. */
  path: string
  message: string
}

/**
 * Says that a schema stands for a rule of the vendor: what fails in it, or in a
 * part that stands for no rule of its own, breaks this one. The schema stays an
 * ordinary one, and can be shown as JSON Schema.
 */
export function ruled<Schema extends z.ZodType>(rule: string, effect: Effect, schema: Schema) {
  return schema.meta({ ...schema.meta(), rule, effect })
}

/** The `params` of an issue that a refinement adds, where it breaks another rule than its schema's. */
export function breaks(rule: string, effect: Effect): { params: Rule } {
  return { params: { rule, effect } }
}

/** What a schema finds wrong with a value, each with the rule that it breaks. */
export function findings(schema: z.ZodType, value: unknown, otherwise: Rule): Finding[] {
  const parsed = schema.safeParse(value)
  if (parsed.success) return []
  return parsed.error.issues.map((issue) => ({
    ...(ruleOf(issue) ?? ruleAt(schema, issue.path) ?? otherwise),
    path: pathText(issue.path),
    message: issue.message.replace(/^Invalid input: /, ''),
  }))
}

function ruleOf(issue: z.core.$ZodIssue): Rule | undefined {
  return issue.code === 'custom' ? (issue.params as Rule | undefined) : undefined
}

/** The rule of the innermost schema on the way to a place. */
function ruleAt(schema: z.ZodType, path: readonly PropertyKey[]): Rule | undefined {
  let found = marked(schema)
  let at: z.ZodType | undefined = schema
  for (const part of path) {
    at = at && inside(at, part)
    if (at === undefined) break
    found = marked(at) ?? found
  }
  return found
}

interface Inner {
  innerType?: z.ZodType
  shape?: Record<string, z.ZodType>
  element?: z.ZodType
  valueType?: z.ZodType
  catchall?: z.ZodType
  in?: z.ZodType
  out?: z.ZodType
  options?: z.ZodType[]
  getter?: () => z.ZodType
}

/** The mark of a schema, or of what it wraps. */
function marked(schema: z.ZodType): Rule | undefined {
  const { rule, effect } = (schema.meta() ?? {}) as Partial<Rule>
  if (rule !== undefined && effect !== undefined) return { rule, effect }
  const wrapped = wrappedBy(schema)
  return wrapped === undefined ? undefined : marked(wrapped)
}

function wrappedBy(schema: z.ZodType): z.ZodType | undefined {
  const { innerType, in: input, out, getter } = schema.def as Inner
  // A preprocessed schema shows the value's form behind the function that comes first.
  return innerType ?? (input?.def.type === 'transform' ? out : input) ?? getter?.()
}

function inside(schema: z.ZodType, part: PropertyKey): z.ZodType | undefined {
  const { shape, element, valueType, catchall } = schema.def as Inner
  const member = Object.hasOwn(shape ?? {}, part) ? shape?.[String(part)] : undefined
  const found = member ?? element ?? valueType ?? catchall
  if (found !== undefined) return found
  const wrapped = wrappedBy(schema)
  return wrapped === undefined ? undefined : inside(wrapped, part)
}

/** The body's own paths stand without `body`, as the vendor speaks of them. */
function pathText(path: readonly PropertyKey[]): string {
  return joinPath('', path[0] === 'body' ? path.slice(1) : path)
}
