import type { Condition, Names, Node, ObjectTree, Source, Step } from '../../src/mapping/ast.js'
import { code } from './page.js'

/** One row of a destination's reference: where a target's value comes from, in words. */
export interface Row {
  target: string
  from: string
  how: string
  /** Where it is written in the mapping file. */
  place: string
}

/** Every field of an object, objects within it flattened. */
export function rowsOf({ fields, rest, max, target }: ObjectTree): Row[] {
  const rows = fields.flatMap(({ node }) => nodeRows(node))
  if (rest === undefined) return rows
  if (rest.source.kind === 'object') return [...rows, ...rowsOf(rest.source.object)]
  const most = max === undefined ? '' : `at most ${max} members`
  const name = target === '' ? '*' : `${target}.*`
  const row = { target: name, from: sourceWords(rest.source), how: join(howOf(rest), most) }
  return [...rows, { ...row, place: rest.place }]
}

function nodeRows(node: Node): Row[] {
  const { source, target, place } = node
  if (source.kind === 'object' && node.steps.length === 0) {
    const inside = rowsOf(source.object)
    const said = howOf(node)
    return said === '' ? inside : [{ target, from: 'object', how: said, place }, ...inside]
  }
  if (source.kind === 'list' && node.steps.length === 0) {
    const said = howOf(node)
    const inside = source.cells.flatMap(nodeRows)
    return said === '' ? inside : [{ target, from: 'list', how: said, place }, ...inside]
  }
  return [{ target, from: sourceWords(source), how: howOf(node), place }]
}

function sourceWords(source: Source): string {
  switch (source.kind) {
    case 'path':
      return code(source.path.text)
    case 'first':
      return source.options.map(optionWords).join(', else ')
    case 'value':
      return source.value === '' ? 'blank' : code(JSON.stringify(source.value))
    case 'template':
      return `template ${code(source.template.map((part) => (typeof part === 'string' ? part : `{{${part.text}}}`)).join(''))}`
    case 'boundTemplate':
      return `template of ${code(source.text)}`
    case 'at':
      return `the path in ${code(source.text)}`
    case 'object':
      return `{ ${rowsOf(source.object)
        .map(
          ({ target, from, how }) =>
            `${target.split('.').at(-1)}: ${from}${how === '' ? '' : ` (${how})`}`,
        )
        .join(', ')} }`
    case 'list':
      return `[ ${source.cells.map((cell) => optionWords(cell)).join(', ')} ]`
    case 'pair':
      return `{ ${optionWords(source.key)}: ${optionWords(source.value)} }`
  }
}

function optionWords(node: Node): string {
  const steps = stepWords(node.steps)
  const when = node.when.length === 0 ? '' : ` when ${conditionWords(node.when)}`
  return `${sourceWords(node.source)}${steps === '' ? '' : ` (${steps})`}${when}`
}

function howOf(node: Node): string {
  const { steps, when, required, note } = node
  return join(
    stepWords(steps),
    when.length === 0 ? '' : `when ${conditionWords(when)}`,
    'default' in node ? `else ${code(JSON.stringify(node.default))}` : '',
    required === true ? '**required**' : '',
    Array.isArray(required) ? `**required** when ${conditionWords(required)}` : '',
    required === 'parent' ? 'without it what stands around it is left out' : '',
    note === undefined ? '' : `*${note}*`,
  )
}

function stepWords(steps: readonly Step[]): string {
  return steps.map(({ text }) => code(text)).join(' ')
}

/** Conditions in words, for tables and headings. */
export function conditionWords(when: readonly Condition[]): string {
  return when.map(testWords).join(' and ')
}

function testWords({ path, test }: Condition): string {
  const name = code(path.text)
  const list = (values: readonly unknown[]) => values.map((value) => code(String(value))).join(', ')
  switch (test.kind) {
    case 'equals':
      return `${name} is ${list([test.value])}`
    case 'oneOf':
      return `${name} is one of ${list(test.values)}`
    case 'not':
      return `${name} is not ${list(test.values)}`
    case 'exists':
      return `${name} is ${test.exists ? '' : 'not '}there`
    case 'in':
      return `${name} is one of ${namesWords(test.names)}`
    case 'notIn':
      return `${name} is none of ${namesWords(test.names)}`
  }
}

function namesWords(names: Names): string {
  return names.kind === 'literal' ? names.names.map(code).join(', ') : 'those in the settings'
}

function join(...parts: string[]): string {
  return parts.filter((part) => part !== '').join('; ')
}
