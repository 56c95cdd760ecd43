import type { Node, Source } from './ast.js'

/** The source in words, for messages: the paths that are tried, each once. */
export function sourceName(source: Source): string {
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
      return needed(source.object.fields.map(({ node }) => node))
    case 'list':
      return needed(source.cells)
    case 'pair':
      return pathsOf(source.value.source)
  }
}

/** Of what must be there, if anything must. */
function needed(nodes: readonly Node[]): string[] {
  const must = nodes.filter(({ required }) => required !== undefined)
  return (must.length > 0 ? must : nodes).flatMap((node) => pathsOf(node.source))
}
