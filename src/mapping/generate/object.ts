import { isNothing } from '../../event/nothing.js'
import { isScalar } from '../../event/values.js'
import type { Node, ObjectTree, Step } from '../ast.js'
import { besideOf, needsMessage } from '../object.js'
import { isMissed } from './holders.js'
import { leavesNotes, nodeSource } from './node.js'
import type { Scribe } from './scribe.js'
import { literal, member } from './source.js'

/** A field, and the variable or constant that holds its value. */
interface Written {
  name: string
  value: string
  always: boolean
}

/** The variables of an object that is being written, and of the warnings there were before; the label to leave it by. */
interface Writing {
  object: string
  label: string | undefined
  mark: string
}

/** Writes an object: its fields one by one, then the whole. Gives the variable that holds it: undefined when it stays empty, or a member's need of it is unmet. */
export function objectSource(tree: ObjectTree, scribe: Scribe): string {
  const { fields, rest, target } = tree
  const object = scribe.name(target === '' ? 'out' : target)
  const nodes = [...fields.map(({ node }) => node), ...(rest === undefined ? [] : [rest])]
  const leaves = nodes.some(({ required }) => required === 'parent')
  const label = leaves ? `in_${object}` : undefined
  scribe.add(`let ${object}`)
  const mark = scribe.name('warned')
  if (rest !== undefined) scribe.add(`const ${mark} = run.warnings.length`)
  if (scribe.tells) scribe.add('run.writing = { out: {}, around: run.writing }')
  scribe.fields((written) => {
    const inside = () => {
      const members = fields.map(({ name, node }): Written => {
        const value = fieldSource(node, label, scribe)
        written(name, value)
        if (scribe.tells) addMember({ name, value, always: false }, 'run.writing.out', scribe)
        return { name, value, always: isAlways(node) }
      })
      wholeSource(tree, members, { object, label, mark }, scribe)
    }
    if (label === undefined) inside()
    else scribe.block(`${label}:`, inside)
  })
  if (scribe.tells) scribe.add('run.writing = run.writing.around')
  return object
}

/** Whether a node gives its constant whatever happens. */
export function isAlways({ source, when, steps }: Node): boolean {
  return (
    source.kind === 'value' &&
    when.length === 0 &&
    steps.length === 0 &&
    isScalar(source.value) &&
    !isNothing(source.value)
  )
}

/** What a field took is forgotten where it gave nothing. */
function fieldSource(node: Node, label: string | undefined, scribe: Scribe): string {
  const notes = leavesNotes(node, scribe)
  const mark = scribe.name('taken')
  if (notes) scribe.add(`const ${mark} = run.taken.length`)
  const value = nodeSource(node, scribe)
  if (node.required === 'parent') scribe.add(`if (${value} === UNMET) break ${label}`)
  if (notes) scribe.add(`if (${value} === undefined) untake(run, ${mark})`)
  return value
}

function wholeSource(
  tree: ObjectTree,
  members: readonly Written[],
  as: Writing,
  scribe: Scribe,
): void {
  const { rest, needs, target } = tree
  const { object } = as
  const write = () => {
    scribe.add(`${object} = {}`)
    for (const one of members) addMember(one, object, scribe)
  }
  const filled = members.map(({ value }) => `${value} !== undefined`)
  if (rest !== undefined) {
    write()
    const test = poured(tree, members, scribe)
    if (test === undefined) restSource(tree, rest, as, scribe)
    else scribe.block(`if (!${test})`, () => restSource(tree, rest, as, scribe))
  } else if (members.some(({ always }) => always)) write()
  else if (members.length > 0) scribe.block(`if (${filled.join(' || ')})`, write)
  if (needs.length > 0) {
    const missing = needs.map((name) => {
      const field = members.findLast((one) => one.name === name)
      return field === undefined
        ? `!(${object} !== undefined && Object.hasOwn(${object}, ${literal(name)}))`
        : `${field.value} === undefined`
    })
    const message = literal(needsMessage(tree))
    scribe.add(`if (${missing.join(' && ')}) fail(run, ${literal(target)}, ${message})`)
  }
  if (rest !== undefined) scribe.add(`if (isEmptied(${object})) ${object} = undefined`)
}

function restSource(
  tree: ObjectTree,
  rest: Node,
  { object, label, mark }: Writing,
  scribe: Scribe,
): void {
  const given = nodeSource(rest, scribe, 'kept')
  if (rest.required === 'parent') {
    scribe.block(`if (${given} === UNMET)`, () =>
      scribe.add(`${object} = undefined`, `break ${label}`),
    )
  }
  const { named, ...others } = besideOf(tree)
  const beside = `{ named: new Set(${literal([...named])}), ...${literal(others)} }`
  scribe.add(
    `${object} = pour(${given}, ${object}, ${scribe.constant('beside', beside)}, run, ${mark})`,
  )
}

/** The test whether fields took all that the rest could give, where that can be told by counting. */
function poured(
  { fields, rest }: ObjectTree,
  members: readonly Written[],
  scribe: Scribe,
): string | undefined {
  if (rest?.source.kind !== 'path' || !isBare(rest) || !rest.steps.every(isLess)) return undefined
  const { path } = rest.source
  const holder = scribe.holderOf(path)
  const value = scribe.raw(path)
  if (holder === undefined || value === undefined) return undefined
  const same = fields.flatMap(({ name, node: { source } }, index) => {
    const isSame = source.kind === 'path' && source.path.text === `${path.text}.${name}`
    const written = members[index]?.value
    if (!isSame || /[^\w$]/.test(name) || written === undefined) return []
    return [`(${written} !== undefined && ${member(holder, name)} === ${written})`]
  })
  return same.length === 0 ? undefined : `isPoured(${value}, ${same.join(' + ')})`
}

function isBare(node: Node): boolean {
  return node.when.length === 0 && !isMissed(node)
}

/** Whether a step gives the members of an object, or fewer. */
function isLess({ name }: Step): boolean {
  return ['omit', 'pick', 'compact', 'unread'].includes(name)
}

function addMember({ name, value, always }: Written, object: string, scribe: Scribe): void {
  const put =
    name === '__proto__'
      ? `put(${object}, ${literal(name)}, ${value})`
      : `${member(object, name)} = ${value}`
  scribe.add(always ? put : `if (${value} !== undefined) ${put}`)
}
