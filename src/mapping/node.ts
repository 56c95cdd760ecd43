import { copy } from '../event/copy.js'
import { isEmptied, isNothing } from '../event/nothing.js'
import { put } from '../event/values.js'
import { emptyList } from '../young.js'
import type { Node, Source } from './ast.js'
import { filled } from './bind.js'
import { toText } from './coerce.js'
import { type Compiling, isAsked, UNMET } from './compiling.js'
import { condition } from './condition.js'
import { objectWriter } from './object.js'
import { pipeline } from './pipeline.js'
import { isSpread, typedReader } from './read.js'
import { fail, type Run, type Site, untake, warn } from './run.js'
import { sourceName } from './source-name.js'
import type { Write } from './tools.js'

/** A node as a function: its value, undefined for nothing, or UNMET. */
export function nodeWriter(node: Node, compiling: Compiling): Write {
  return writer(node, compiling, isOwn(node) ? kept : settled)
}

/** The same, but what others hold is not copied: whoever takes of it what is needed copies that. */
export function lender(node: Node, compiling: Compiling): Write {
  return writer(node, compiling, kept)
}

function writer(node: Node, compiling: Compiling, finish: (value: unknown) => unknown): Write {
  const site: Site = { target: node.target, source: sourceName(node.source) }
  const take = sourceWriter(node.source, site, compiling)
  const steps = pipeline(node.steps, compiling)
  const through: Write = (run) => {
    let result = take(run)
    if (result === undefined || result === UNMET) return undefined
    result = steps(result, run, site)
    return finish(result)
  }
  const value = isScalarRead(node) ? take : through
  const { tools } = compiling
  return tools.node(node, guarded(node, site, tools.value(node, value)))
}

/** Whether what a node gives was written for it alone; what an event, a table or a function holds is copied. */
export function isOwn({ source, steps }: Node): boolean {
  const last = steps.at(-1)
  if (last !== undefined) return last.name === 'fit'
  return ['object', 'list', 'first', 'pair'].includes(source.kind)
}

/** Whether a node gives a text, a number or yes or no as it was read, which is something or is not there. */
export function isScalarRead({ source, steps }: Node): boolean {
  if (source.kind !== 'path' || steps.length > 0 || isSpread(source.path)) return false
  return !['object', 'list', 'any'].includes(source.path.type)
}

/** What was written for this node alone; what came out empty is nothing. */
export function kept(value: unknown): unknown {
  if (typeof value === 'object' && value !== null) return isEmptied(value) ? undefined : value
  return isNothing(value) ? undefined : value
}

/** The same of what others may hold: a copy. */
export function settled(value: unknown): unknown {
  const found = kept(value)
  return typeof found === 'object' ? copy(found) : found
}

/** Around a value: the condition before it, default, warning and requirement behind it. */
function guarded(node: Node, site: Site, value: Write): Write {
  const { required, warn: code } = node
  const matches = node.when.map(condition)
  const hasDefault = Object.hasOwn(node, 'default')
  const missing = absence(node, site)
  const isRequired = Array.isArray(required) ? required.map(condition) : undefined
  if (matches.length === 0 && !hasDefault && required === undefined && code === undefined)
    return value
  return (run) => {
    for (const test of matches) if (!test(run)) return undefined
    const mark = run.warnings.length
    const taken = run.taken.length
    const result = value(run)
    if (result !== undefined) return result
    untake(run, taken)
    if (hasDefault) return standIn(node, run, site, mark, missing)
    if (code !== undefined) warn(run, code, site, missing)
    if (required === undefined) return undefined
    if (required === 'parent') return UNMET
    if (isRequired === undefined || isRequired.every((test) => test(run))) {
      fail(run, site.target, `required, but there is nothing at ${site.source}`)
    }
    return undefined
  }
}

/** The default, in place of what could not be used since a mark. */
export function standIn(
  node: Pick<Node, 'default' | 'warn'>,
  run: Run,
  site: Site,
  mark: number,
  missing: string,
): unknown {
  for (const warning of run.warnings.slice(mark)) {
    if (warning.code === 'VALUE_DROPPED') warning.code = 'VALUE_REPLACED'
  }
  if (node.warn !== undefined) warn(run, node.warn, site, missing)
  return copy(node.default)
}

export function absence(node: Node, site: Site): string {
  const note = node.note === undefined ? '' : ` (${node.note})`
  return `nothing usable at ${site.source}${note}`
}

function sourceWriter(source: Source, site: Site, compiling: Compiling): Write {
  switch (source.kind) {
    case 'path': {
      const { path } = source
      const read = compiling.tools.read(path, typedReader(path))
      if (!isAsked(path, compiling)) return (run) => read(run, site)
      return (run) => {
        const value = read(run, site)
        if (value !== undefined) run.taken.push(path)
        return value
      }
    }
    case 'first':
      return alternatives(source.options.map((option) => nodeWriter(option, compiling)))
    case 'value':
      return () => source.value
    case 'template':
      return filled(source.template)
    case 'boundTemplate':
    case 'at':
      return (run) => (run.bound[source.binding] as Write | undefined)?.(run)
    case 'object':
      return objectWriter(source.object, compiling)
    case 'list':
      return listWriter(source, compiling)
    case 'pair':
      return pairWriter(source, compiling)
  }
}

/** The first that gives something. What those passed over refused is told only where none gave anything. */
function alternatives(options: readonly Write[]): Write {
  const [only] = options
  if (options.length === 1 && only !== undefined) return only
  return (run) => {
    const mark = run.warnings.length
    const taken = run.taken.length
    for (const option of options) {
      const before = run.warnings.length
      const result = option(run)
      if (result === undefined || result === UNMET) {
        untake(run, taken)
        continue
      }
      run.warnings.splice(mark, before - mark)
      return result
    }
    return undefined
  }
}

function listWriter(
  { cells, blank }: Extract<Source, { kind: 'list' }>,
  compiling: Compiling,
): Write {
  const writers = cells.map((cell) => compiling.tools.field(cell, nodeWriter(cell, compiling)))
  return (run) => {
    const list = emptyList()
    const place = run.places.length
    let met = true
    for (const write of writers) {
      const taken = run.taken.length
      if (blank === undefined) run.places[place] = list.length
      const cell = write(run)
      if (cell === UNMET) {
        met = false
        break
      }
      if (cell === undefined) untake(run, taken)
      if (cell !== undefined) list.push(cell)
      else if (blank !== undefined) list.push(copy(blank))
    }
    run.places.length = place
    return met && list.length > 0 ? list : undefined
  }
}

function pairWriter(source: Extract<Source, { kind: 'pair' }>, compiling: Compiling): Write {
  const key = compiling.tools.name(source.key, nodeWriter(source.key, compiling))
  const value = nodeWriter(source.value, compiling)
  return (run) => {
    const name = toText(key(run))
    if (name === undefined) return undefined
    run.places.push(name)
    const member = value(run)
    run.places.pop()
    if (member === undefined || member === UNMET) return undefined
    const pair: Record<string, unknown> = {}
    put(pair, name, member)
    return pair
  }
}
