import { isNothing } from '../../event/nothing.js'
import { isObject, kindOf, put } from '../../event/values.js'
import type { Path } from '../ast.js'
import { placeOf, type Run, refuse, type Site, untake, untakeElement, warn } from '../run.js'
import { none, type StepDefinition, type StepFunction } from './define.js'
import { below, quote } from './fit.js'

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
        filter(value, (name) => names(run).has(name)),
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
        filter(value, (name) => !names(run).has(name)),
    examples: [{ as: { omit: ['a'] }, of: { a: 1, b: 2 }, gives: { b: 2 } }],
  },
  unread: {
    kind: 'shape',
    about:
      'All but what the fields written before were filled from. Stands first, on a node that reads one path.',
    takes: 'object',
    gives: 'object',
    argument: 'source',
    make:
      ({ source }) =>
      (value, run) =>
        without(value, takenBelow(source, run)),
    examples: [{ as: 'unread', of: { left: 1 }, gives: { left: 1 } }],
  },
  compact: {
    kind: 'shape',
    about: 'Members that are nothing away.',
    takes: 'object',
    gives: 'object',
    argument: none,
    make: () => (value) => filter(value, (_, member) => !isNothing(member)),
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

/** The names that lead from the source to what a path took; a list is taken whole. Of an identify call, `user` reads the traits first. */
function belowSource(path: Path, source: Path | undefined, { event }: Run): string[] {
  if (source === undefined) return []
  const ofPerson = path.root === 'user' && source.text === 'traits' && event.type === 'identify'
  if (!ofPerson && !path.text.startsWith(`${source.text}.`)) return []
  const names = ofPerson ? path.names : path.names.slice(source.names.length)
  const list = names.findIndex(({ each }) => each)
  return (list < 0 ? names : names.slice(0, list + 1)).map(({ name }) => name)
}

/** Members by name: `true` for a whole one, else those of it. */
type Taken = Map<string, Taken | true>

function takenBelow(source: Path | undefined, run: Run): Taken {
  const taken: Taken = new Map()
  for (const path of run.taken) {
    const names = belowSource(path, source, run)
    let level = taken
    for (let depth = 0; depth < names.length; depth++) {
      const name = names[depth] ?? ''
      const known = level.get(name)
      if (known === true) break
      if (depth === names.length - 1) level.set(name, true)
      else {
        const deeper: Taken = known ?? new Map()
        level.set(name, deeper)
        level = deeper
      }
    }
  }
  return taken
}

/** The value without members deep inside; objects that lose their last member by it go too. */
function without(value: unknown, taken: Taken): unknown {
  if (!isObject(value) || taken.size === 0) return value
  const left: Record<string, unknown> = {}
  let lost = false
  let some = false
  for (const name of Object.keys(value)) {
    const from = taken.get(name)
    const member =
      from === undefined ? value[name] : from === true ? undefined : without(value[name], from)
    if (from !== undefined && member === undefined) lost = true
    else {
      put(left, name, member)
      some = true
    }
  }
  return lost && !some ? undefined : left
}

function filter(value: unknown, keep: (name: string, member: unknown) => boolean): unknown {
  if (!isObject(value)) return undefined
  const result: Record<string, unknown> = {}
  for (const name of Object.keys(value)) {
    const member = value[name]
    if (keep(name, member)) put(result, name, member)
  }
  return result
}

function renamed(value: unknown, steps: StepFunction, run: Run, site: Site): unknown {
  if (!isObject(value)) return undefined
  const result: Record<string, unknown> = {}
  const renames: { name: string; settled: string; member: unknown }[] = []
  for (const name of Object.keys(value)) {
    const member = value[name]
    const inside = below(site, name)
    const mark = run.warnings.length
    const settled = name === '' ? undefined : steps(name, run, new Named(inside))
    if (typeof settled !== 'string' || settled === '') {
      run.warnings.length = mark
      warn(
        run,
        'NAME_DROPPED',
        inside,
        `${inside.source}: the name ${quote(name)} has nothing usable; left out`,
      )
    } else if (settled === name) put(result, name, member)
    else {
      if (run.warnings.length > mark) {
        const path = placeOf(below(site, settled).target, run)
        for (const warning of run.warnings.slice(mark)) warning.path = path
      }
      renames.push({ name, settled, member })
    }
  }
  // A member that had its name from the start keeps it against one that came to it by change.
  for (const { name, settled, member } of renames) {
    if (!Object.hasOwn(result, settled)) put(result, settled, member)
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

function changed(value: unknown, steps: StepFunction, run: Run, site: Site): unknown {
  if (!isObject(value)) return undefined
  const result: Record<string, unknown> = {}
  for (const name of Object.keys(value)) {
    const member = value[name]
    if (isNothing(member)) continue
    const settled = steps(member, run, below(site, name))
    if (!isNothing(settled)) put(result, name, settled)
  }
  return result
}

function each(value: unknown, node: (run: Run) => unknown, run: Run, site: Site): unknown {
  if (!Array.isArray(value) && !isObject(value))
    return refuse(run, site, `${kindOf(value)} is neither list nor object`)
  const { item, index, taken } = run
  const place = run.places.push(0) - 1
  // What was taken of an element around is no member of those inside.
  run.taken = taken.filter(({ root }) => root !== 'item')
  const inherited = run.taken.length
  const list: unknown[] = []
  const object: Record<string, unknown> = {}
  Object.entries(value).forEach(([name, element], position) => {
    run.item = element
    run.index = position
    run.places[place] = list.length
    const mark = run.taken.length
    const result = node(run)
    if (result === undefined) untake(run, mark)
    else untakeElement(run, mark)
    if (!Array.isArray(value)) {
      if (result !== undefined) put(object, name, result)
    } else if (result !== undefined) list.push(result)
    else warn(run, 'ITEM_DROPPED', site, `${site.source}[${position}]: nothing usable; left out`)
  })
  run.places.length = place
  run.item = item
  run.index = index
  taken.push(...run.taken.slice(inherited))
  run.taken = taken
  return Array.isArray(value) ? list : object
}
