import { parseAst } from 'vitest/node'

interface Tree {
  type: string
  [key: string]: unknown
}

/** The names that a module uses and neither declares nor imports. */
export function freeNames(source: string): string[] {
  const declared = new Set<string>()
  const used = new Set<string>()
  collect(parseAst(source), declared, used)
  return [...used].filter((name) => !declared.has(name)).sort()
}

function collect(value: unknown, declared: Set<string>, used: Set<string>): void {
  if (typeof value !== 'object' || value === null) return
  const tree = value as Tree
  if (tree.type === 'Identifier') used.add(String(tree.name))
  for (const name of namesBound(tree)) declared.add(name)
  for (const [key, member] of Object.entries(tree)) {
    if (!isWordOnly(tree, key)) collect(member, declared, used)
  }
}

function namesBound({ type, id, params, local }: Tree): string[] {
  const bound = [
    ...(type === 'VariableDeclarator' || type === 'FunctionDeclaration' ? [id] : []),
    ...(type === 'FunctionDeclaration' || type === 'ArrowFunctionExpression'
      ? [params].flat()
      : []),
    ...(type === 'FunctionExpression' ? [params].flat() : []),
    ...(type === 'ImportSpecifier' ? [local] : []),
  ]
  return bound.flatMap((pattern) => namesIn(pattern as Tree))
}

function namesIn({ type, name, properties }: Tree): string[] {
  if (type !== 'ObjectPattern') return [String(name)]
  return (properties as Tree[]).flatMap((property) => namesIn(property.value as Tree))
}

/** A name that stands for itself: of a member, of a label, of what another module exports. */
function isWordOnly({ type, computed }: Tree, key: string): boolean {
  if (type === 'MemberExpression') return key === 'property' && computed === false
  if (type === 'Property') return key === 'key' && computed === false
  if (type === 'ImportSpecifier' || type === 'ExportSpecifier') return true
  return key === 'label'
}
