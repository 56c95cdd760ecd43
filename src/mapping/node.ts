import { copy } from '../event/copy.js'
import { put } from '../event/values.js'
import type { Argument, Node, ObjectTree, Source, Step } from './ast.js'
import { filled, lookUpIn, namesOf } from './bind.js'
import { condition } from './condition.js'
import { isEmptied, isNothing } from './nothing.js'
import { typedReader } from './read.js'
import { fail, type Run, type Site, warn } from './run.js'
import type { Arguments, StepFunction } from './steps/define.js'
import { dropped } from './steps/fit.js'
import { steps as definitions } from './steps/index.js'

/** What a node gives that its surroundings cannot do without: the object or list around it is left out. */
export const UNMET = Symbol('required by the parent')

type Write = (run: Run) => unknown

/** A node as a function: its value, undefined for nothing, or UNMET. */
export function nodeWriter(node: Node): Write {
  const site: Site = { target: node.target, source: sourceName(node.source) }
  const take = sourceWriter(node.source, site)
  const steps = pipeline(node.steps)
  const shares = node.source.kind !== 'object' && node.source.kind !== 'list'
  const value: Write = (run) => {
    let result = take(run)
    if (result === undefined || result === UNMET) return undefined
    result = steps(result, run, site)
    if (typeof result === 'object' && result !== null) {
      if (isEmptied(result)) return undefined
      return shares ? copy(result) : result
    }
    return isNothing(result) ? undefined : result
  }
  return guarded(node, site, value)
}

/** Around a value: the condition before it, default, warning and requirement behind it. */
function guarded(node: Node, site: Site, value: Write): Write {
  const { required, warn: code } = node
  const matches = node.when.map(condition)
  const hasDefault = Object.hasOwn(node, 'default')
  const isRequired = Array.isArray(required) ? required.map(condition) : undefined
  if (matches.length === 0 && !hasDefault && required === undefined && code === undefined)
    return value
  return (run) => {
    for (const test of matches) if (!test(run)) return undefined
    const mark = run.warnings.length
    const result = value(run)
    if (result !== undefined) return result
    if (hasDefault) return standIn(node, run, site, mark)
    if (code !== undefined) warn(run, code, site, absence(node, site))
    if (required === undefined) return undefined
    if (required === 'parent') return UNMET
    if (isRequired === undefined || isRequired.every((test) => test(run))) {
      fail(run, site.target, `required, but there is nothing at ${site.source}`)
    }
    return undefined
  }
}

function standIn(node: Node, run: Run, site: Site, mark: number): unknown {
  for (const warning of run.warnings.slice(mark)) {
    if (warning.code === 'VALUE_DROPPED') warning.code = 'VALUE_REPLACED'
  }
  if (node.warn !== undefined) warn(run, node.warn, site, absence(node, site))
  return copy(node.default)
}

function absence(node: Node, site: Site): string {
  const note = node.note === undefined ? '' : ` (${node.note})`
  return `nothing usable at ${site.source}${note}`
}

function sourceWriter(source: Source, site: Site): Write {
  switch (source.kind) {
    case 'path': {
      const read = typedReader(source.path)
      return (run) => read(run, site)
    }
    case 'first':
      return alternatives(source.options.map(nodeWriter))
    case 'value':
      return () => source.value
    case 'template':
      return filled(source.template)
    case 'boundTemplate':
    case 'at':
      return (run) => (run.bound[source.binding] as Write | undefined)?.(run)
    case 'object':
      return objectWriter(source.object)
    case 'list':
      return listWriter(source)
    case 'pair': {
      const key = nodeWriter(source.key)
      const value = nodeWriter(source.value)
      return (run) => {
        const name = key(run)
        const member = value(run)
        if (name === undefined || name === UNMET) return undefined
        if (member === undefined || member === UNMET) return undefined
        const pair: Record<string, unknown> = {}
        put(pair, String(name), member)
        return pair
      }
    }
  }
}

/** The first that gives something. What those passed over refused is told only where none gave anything. */
function alternatives(options: readonly Write[]): Write {
  const [only] = options
  if (options.length === 1 && only !== undefined) return only
  return (run) => {
    const mark = run.warnings.length
    for (const option of options) {
      const before = run.warnings.length
      const result = option(run)
      if (result === undefined || result === UNMET) continue
      run.warnings.splice(mark, before - mark)
      return result
    }
    return undefined
  }
}

function listWriter({ cells, blank }: Extract<Source, { kind: 'list' }>): Write {
  const writers = cells.map(nodeWriter)
  return (run) => {
    const list: unknown[] = []
    for (const write of writers) {
      const cell = write(run)
      if (cell === UNMET) return undefined
      if (cell !== undefined) list.push(cell)
      else if (blank !== undefined) list.push(blank)
    }
    return list.length === 0 ? undefined : list
  }
}

/** An object that is written field by field; undefined when it stays empty or a member's need of it is unmet. */
export function objectWriter(tree: ObjectTree): Write {
  const fields = tree.fields.map(({ name, node }) => ({ name, write: nodeWriter(node) }))
  const names = new Set(tree.fields.map(({ name }) => name))
  const rest = tree.rest === undefined ? undefined : nodeWriter(tree.rest)
  return (run) => {
    const out: Record<string, unknown> = {}
    const around = run.writing
    run.writing = { out, around }
    let met = true
    for (const { name, write } of fields) {
      const value = write(run)
      if (value === UNMET) {
        met = false
        break
      }
      if (value !== undefined) put(out, name, value)
    }
    if (met && rest !== undefined) pour(rest(run), out, names, tree, run)
    run.writing = around
    if (!met) return undefined
    if (tree.needs.length > 0 && !tree.needs.some((name) => Object.hasOwn(out, name))) {
      fail(run, tree.target, needsMessage(tree))
    }
    return isEmptied(out) ? undefined : out
  }
}

function pour(
  rest: unknown,
  out: Record<string, unknown>,
  named: ReadonlySet<string>,
  { max, target }: ObjectTree,
  run: Run,
): void {
  if (typeof rest !== 'object' || rest === null) return
  let room = max === undefined ? Infinity : max - Object.keys(out).length
  const beyond: string[] = []
  for (const [name, member] of Object.entries(rest)) {
    if (named.has(name)) {
      if (Object.hasOwn(out, name)) continue
      const message = `"${name}" is the name of a field of its own; the event's member was left out`
      warn(
        run,
        'NAME_CLASH',
        { target: target === '' ? name : `${target}.${name}`, source: '' },
        message,
      )
      continue
    }
    if (room > 0) put(out, name, member)
    else beyond.push(name)
    room--
  }
  dropped(beyond, max, run, { target, source: target })
}

function needsMessage({ needs, fields }: ObjectTree): string {
  const tried = fields
    .filter(({ name }) => needs.includes(name))
    .map(({ node }) => sourceName(node.source))
  return `needs one of ${needs.join(', ')}; there is nothing at ${tried.join(', ')}`
}

function pipeline(steps: readonly Step[]): StepFunction {
  const functions = steps.map(stepFunction)
  const [only] = functions
  if (only === undefined) return (value) => value
  if (functions.length === 1) return only
  return (value, run, site) => {
    let result = value
    for (const step of functions) {
      result = step(result, run, site)
      if (isNothing(result)) return undefined
    }
    return result
  }
}

function stepFunction({ name, argument }: Step): StepFunction {
  const definition = definitions[name]
  if (definition === undefined) throw new Error(`no step ${name}`)
  return definition.make(readyArgument(argument))
}

const unused = (): never => {
  throw new Error('this step declared another argument')
}

/** The argument as functions of a run; a step uses the one it declared. */
function readyArgument(argument: Argument): Arguments {
  const ready: Arguments = {
    plain: undefined,
    names: unused,
    lookUp: unused,
    steps: unused,
    node: unused,
  }
  switch (argument.kind) {
    case 'none':
      return ready
    case 'plain':
      return { ...ready, plain: argument.value }
    case 'names':
      return { ...ready, names: namesOf(argument.names) }
    case 'table':
      return { ...ready, lookUp: lookUpIn(argument.table) }
    case 'steps':
      return { ...ready, steps: pipeline(argument.steps) }
    case 'node': {
      const write = nodeWriter(argument.node)
      return {
        ...ready,
        node: (run) => {
          const value = write(run)
          return value === UNMET ? undefined : value
        },
      }
    }
  }
}

/** The source in words, for messages: the paths that are tried, each once. */
function sourceName(source: Source): string {
  return [...new Set(pathsOf(source))].join(', ')
}

function pathsOf(source: Source): string[] {
  switch (source.kind) {
    case 'path':
      return [source.path.text]
    case 'first':
      return source.options.flatMap((option) => pathsOf(option.source))
    case 'value':
      return []
    case 'template':
      return source.template.flatMap((part) => (typeof part === 'string' ? [] : [part.text]))
    case 'boundTemplate':
    case 'at':
      return [source.text]
    case 'object':
      return source.object.fields.flatMap(({ node }) => pathsOf(node.source))
    case 'list': {
      const needed = source.cells.filter(({ required }) => required !== undefined)
      return (needed.length > 0 ? needed : source.cells).flatMap((cell) => pathsOf(cell.source))
    }
    case 'pair':
      return pathsOf(source.value.source)
  }
}
