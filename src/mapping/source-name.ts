import type { Source } from './ast.js'

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
      return source.object.fields.flatMap(({ node }) => pathsOf(node.source))
    case 'list': {
      const needed = source.cells.filter(({ required }) => required !== undefined)
      return (needed.length > 0 ? needed : source.cells).flatMap((cell) => pathsOf(cell.source))
    }
    case 'pair':
      return pathsOf(source.value.source)
  }
}
