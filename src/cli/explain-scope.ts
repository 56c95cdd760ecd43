import { plainPath } from '../event/origins.js'
import type { Trace } from '../trace.js'

/** What of a trace is asked for: one of the vendor's fields, or one path of the event. */
export interface Scope {
  field?: string | undefined
  source?: string | undefined
}

/** The fields that are asked for. */
export function fieldsIn({ fields }: Trace, { field, source }: Scope): Trace['fields'] {
  return fields
    .filter(({ target }) => field === undefined || isTarget(target, field))
    .filter((one) => source === undefined || pathsOf(one).some((path) => isNear(path, source)))
}

/** The trace, with only what has to do with the scope. */
export function narrowed(whole: Trace, scope: Scope): Trace {
  const { field, source } = scope
  if (field === undefined && source === undefined) return whole
  const fields = fieldsIn(whole, scope)
  const targets = new Set(fields.map(({ target }) => target))
  return {
    ...whole,
    fields,
    altered: whole.altered.filter(
      ({ path }) => targets.has(path) || isTarget(path, field ?? '') || isNear(path, source ?? ''),
    ),
    normalized: whole.normalized.filter(({ path }) => isNear(path, source ?? '')),
    unused: whole.unused.filter((path) => isNear(path, source ?? '')),
  }
}

function pathsOf({ read, missed }: Trace['fields'][number]): string[] {
  return [...read, ...missed.flatMap(({ path }) => path.split(', '))]
}

/** A target, what stands below it, or a target that ends so. */
function isTarget(target: string, wanted: string): boolean {
  if (wanted === '') return false
  if (target === wanted || target.endsWith(`.${wanted}`)) return true
  return target.startsWith(`${wanted}.`) || target.startsWith(`${wanted}[`)
}

/** The same path, or one of them above the other; lists with or without places. */
function isNear(path: string, wanted: string): boolean {
  const [one, other] = [plainPath(path), plainPath(wanted)]
  if (other === '') return false
  return one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`)
}
