import { parseAst } from 'vitest/node'

interface Tree {
  type: string
  [key: string]: unknown
}

/**
 * The shape of a module, a line a node: its type and the names that it uses.
 * All text is one text, and so are the names that a generator made up; the
 * spellings of a member of any name are one, and constant JSON text is what it holds.
 */
export function shapeOf(source: string): string {
  const lines: string[] = []
  write(parseAst(source), '\n', lines)
  return lines.join('')
}

const unsaid = new Set(['start', 'end', 'raw', 'hashbang'])

/** What a node says itself, but for its place and its spelling, and then what is in it. */
function write(value: unknown, indentation: string, lines: string[]): void {
  if (Array.isArray(value)) for (const element of value) write(element, indentation, lines)
  if (!isTree(value)) return
  const tree = settled(value)
  lines.push(indentation, tree.type)
  for (const key in tree) {
    const member = tree[key]
    if (typeof member === 'object' && member !== null) continue
    if (key !== 'type' && !unsaid.has(key)) lines.push(` ${key} ${member}`)
  }
  for (const key in tree) write(tree[key], `${indentation} `, lines)
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && typeof (value as Tree).type === 'string'
}

/** A node as the one that stands for all of its spellings. */
function settled(tree: Tree): Tree {
  switch (tree.type) {
    case 'Literal':
      return isText(tree) ? text : tree
    case 'Identifier':
      return isMadeUp(tree.name) ? { type: 'MadeUp' } : tree
    case 'MemberExpression':
      return isAnyMember(tree) ? { type: 'AnyMember', object: tree.object } : tree
    case 'AssignmentExpression': {
      const { left, right } = tree as unknown as { left: Tree; right: Tree }
      return isAnyMember(left) ? { type: 'Put', given: [left.object, text, right] } : tree
    }
    case 'CallExpression':
      return settledCall(tree, tree.arguments as Tree[])
    default:
      return tree
  }
}

const text: Tree = { type: 'Text' }

function isText(tree: Tree | undefined): boolean {
  return tree?.type === 'Literal' && typeof tree.value === 'string'
}

/** `x["any name"]`, or `x.name` of an object that a program reads or writes. */
function isAnyMember({ type, object, property, computed }: Tree): boolean {
  if (type !== 'MemberExpression') return false
  if (computed === true) return isText(property as Tree)
  const { name } = object as Tree
  return name === 'object' || isMadeUp(name)
}

function isMadeUp(name: unknown): boolean {
  return typeof name === 'string' && /_\d+$/.test(name)
}

function settledCall(tree: Tree, given: readonly Tree[]): Tree {
  const [first, second, third] = given
  const called = nameOf(tree.callee as Tree)
  if (called === 'put' && isText(second)) return { type: 'Put', given: [first, text, third] }
  if (called !== 'JSON.parse' || given.length !== 1 || !isText(first)) return tree
  // In an object of JavaScript this name would be no member.
  const json = String(first?.value).replaceAll('"__proto__":', '"a":')
  const [statement] = parseAst(`(${json})`).body as unknown as [Tree]
  const { expression } = statement as unknown as { expression: Tree }
  return expression.type === 'ParenthesizedExpression'
    ? (expression.expression as Tree)
    : expression
}

function nameOf({ type, name, object, property, computed }: Tree): string {
  if (type === 'Identifier') return String(name)
  return type === 'MemberExpression' && computed === false
    ? `${nameOf(object as Tree)}.${nameOf(property as Tree)}`
    : ''
}
