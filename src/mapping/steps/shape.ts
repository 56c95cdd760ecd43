import type { Members } from '../../event/canonical.js'
import { Mend } from '../../event/mend.js'
import { isNothing } from '../../event/nothing.js'
import { isObject, kindOf, put } from '../../event/values.js'
import { emptyList } from '../../young.js'
import { placeOf, type Run, refuse, type Site, untake, untakeElement, warn } from '../run.js'
import { none, type StepDefinition, type StepFunction } from './define.js'
import { below, quote } from './fit.js'
import { unread } from './unread.js'

export const shapeSteps: Record<string, StepDefinition> = {
  pick: {
    kind: 'shape',
    about: 'Only these members.',
    takes: 'object',
    gives: 'object',
    argument: 'names',
    make:
      ({ names }) =>
      (value, run) =>
        filter(value, names(run), true),
    examples: [{ as: { pick: ['a'] }, of: { a: 1, b: 2 }, gives: { a: 1 } }],
  },
  omit: {
    kind: 'shape',
    about: 'All but these members.',
    takes: 'object',
    gives: 'object',
    argument: 'names',
    make:
      ({ names }) =>
      (value, run) =>
        filter(value, names(run), false),
    examples: [{ as: { omit: ['a'] }, of: { a: 1, b: 2 }, gives: { b: 2 } }],
  },
  unread: {
    kind: 'shape',
    about:
      'All but what the fields written before were filled from. Stands first, on a node that reads one path.',
    takes: 'object',
    gives: 'object',
    argument: 'source',
    make: ({ source }) => unread(source),
    examples: [{ as: 'unread', of: { left: 1 }, gives: { left: 1 } }],
  },
  compact: {
    kind: 'shape',
    about: 'Members that are nothing away.',
    takes: 'object',
    gives: 'object',
    argument: none,
    make: () => compact,
    examples: [{ as: 'compact', of: { a: null, b: '', c: 0 }, gives: { c: 0 } }],
  },
  keys: {
    kind: 'shape',
    about:
      'Names through the steps. Of two that become the same, one that had the name from the start stays, else the first.',
    takes: 'object',
    gives: 'object',
    argument: 'steps',
    make:
      ({ steps }) =>
      (value, run, site) =>
        renamed(value, steps, run, site),
    examples: [
      {
        as: { keys: { clean: 'a-z_' } },
        of: { 'a b': 1, a_b: 2 },
        gives: { a_b: 2 },
        warns: ['NAME_CHANGED', 'NAME_CLASH'],
      },
    ],
  },
  values: {
    kind: 'shape',
    about: 'Each member through the steps; those that give nothing are left out.',
    takes: 'object',
    gives: 'object',
    argument: 'steps',
    make:
      ({ steps }) =>
      (value, run, site) =>
        changed(value, steps, run, site),
    examples: [
      {
        as: { values: 'number' },
        of: { a: '1', b: 'x' },
        gives: { a: 1 },
        warns: ['VALUE_DROPPED'],
      },
    ],
  },
  each: {
    kind: 'shape',
    about:
      'List → list, object → object with the same names, by a node that sees `item` and `index`. Elements that give nothing are left out.',
    takes: 'any',
    gives: 'any',
    argument: 'node',
    make:
      ({ node }) =>
      (value, run, site) =>
        each(value, node, run, site),
    examples: [
      { as: { each: 'item.id' }, of: [{ id: 1 }, {}], gives: [1], warns: ['ITEM_DROPPED'] },
      { as: { each: { value: '-' } }, of: { a: 1 }, gives: { a: '-' } },
      { as: { each: 'item' }, of: 'text', warns: ['VALUE_DROPPED'] },
    ],
  },
}

/** The members that are listed, or those that are not. */
function filter(value: unknown, names: ReadonlySet<string>, listed: boolean): unknown {
  if (!isObject(value)) return undefined
  if (names.size < 20 && !has(value, names)) return listed ? {} : value
  const result: Record<string, unknown> = {}
  for (const name of Object.keys(value)) {
    if (names.has(name) === listed) put(result, name, value[name])
  }
  return result
}

/** Whether an object has a member of one of these names. */
function has(object: Members, names: ReadonlySet<string>): boolean {
  for (const name of names) if (Object.hasOwn(object, name)) return true
  return false
}

function compact(value: unknown): unknown {
  if (!isObject(value)) return undefined
  if (!Object.values(value).some(isNothing)) return value
  const result: Record<string, unknown> = {}
  for (const name of Object.keys(value)) {
    if (!isNothing(value[name])) put(result, name, value[name])
  }
  return result
}

function renamed(value: unknown, steps: StepFunction, run: Run, site: Site): unknown {
  if (!isObject(value)) return undefined
  const names = Object.keys(value)
  const unchanged: string[] = []
  const renames: { name: string; settled: string }[] = []
  for (const name of names) {
    const inside = below(site, name)
    const mark = run.warnings.length
    const settled = name === '' ? undefined : steps(name, run, new Named(inside))
    if (typeof settled !== 'string' || settled === '') {
      if (run.warnings.length > mark) run.warnings.length = mark
      warn(
        run,
        'NAME_DROPPED',
        inside,
        `${inside.source}: the name ${quote(name)} has nothing usable; left out`,
      )
    } else if (settled === name) unchanged.push(name)
    else {
      if (run.warnings.length > mark) {
        const path = placeOf(below(site, settled).target, run)
        for (const warning of run.warnings.slice(mark)) warning.path = path
      }
      renames.push({ name, settled })
    }
  }
  if (unchanged.length === names.length) return value
  const result: Record<string, unknown> = {}
  for (const name of unchanged) put(result, name, value[name])
  // A member that had its name from the start keeps it against one that came to it by change.
  for (const { name, settled } of renames) {
    if (!Object.hasOwn(result, settled)) put(result, settled, value[name])
    else {
      warn(
        run,
        'NAME_CLASH',
        below(site, name),
        `${quote(name)} became ${quote(settled)}, which is taken; left out`,
      )
    }
  }
  return result
}

/** The site of a member's name. */
class Named implements Site {
  readonly source = 'name'
  readonly #member: Site

  constructor(member: Site) {
    this.#member = member
  }

  get target(): string {
    return this.#member.target
  }
}

/** Cloned at once and then mended: see `fit`. */
function changed(value: unknown, steps: StepFunction, run: Run, site: Site): unknown {
  if (!isObject(value)) return undefined
  const result: Record<string, unknown> = { ...value }
  let mend: Mend | undefined
  for (const name in result) {
    const member = result[name]
    const settled = isNothing(member) ? undefined : steps(member, run, below(site, name))
    if (isNothing(settled)) {
      mend ??= new Mend()
      mend.leaveOut(name)
    } else if (!Object.is(settled, member)) result[name] = settled
  }
  return mend === undefined ? result : mend.of(result)
}

function each(value: unknown, node: (run: Run) => unknown, run: Run, site: Site): unknown {
  if (!Array.isArray(value) && !isObject(value))
    return refuse(run, site, `${kindOf(value)} is neither list nor object`)
  const { item, index, taken } = run
  const place = run.places.push(0) - 1
  // What was taken of an element around is no member of those inside.
  run.taken = taken.filter(({ root }) => root !== 'item')
  const inherited = run.taken.length
  const list = emptyList()
  const object: Record<string, unknown> = {}
  const names = Array.isArray(value) ? undefined : Object.keys(value)
  const elements: readonly unknown[] = Array.isArray(value) ? value : Object.values(value)
  for (let position = 0; position < elements.length; position++) {
    // A place that a list leaves out is no element.
    if (names === undefined && !Object.hasOwn(elements, position)) continue
    run.item = elements[position]
    run.index = position
    run.places[place] = list.length
    const mark = run.taken.length
    const result = node(run)
    if (result === undefined) untake(run, mark)
    else untakeElement(run, mark)
    if (names !== undefined) {
      if (result !== undefined) put(object, names[position] ?? '', result)
    } else if (result !== undefined) list.push(result)
    else warn(run, 'ITEM_DROPPED', site, `${site.source}[${position}]: nothing usable; left out`)
  }
  run.places.length = place
  run.item = item
  run.index = index
  taken.push(...run.taken.slice(inherited))
  run.taken = taken
  return Array.isArray(value) ? list : object
}
