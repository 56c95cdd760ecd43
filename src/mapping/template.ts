import { parse } from 'handlebars/dist/cjs/handlebars/compiler/base.js'
import type { Path } from './ast.js'
import { type Around, parsePath } from './path.js'

/**
 * Reads `Viewed {{name}} Page`: Handlebars with plain paths only. Its parser is
 * used, never its run time, which needs code generation. Throws an Error that
 * tells what is wrong.
 */
export function parseTemplate(text: string, ...around: Around): (string | Path)[] {
  return read(text).body.map((statement) => {
    if (statement.type === 'ContentStatement') return statement.value
    const { path, params, hash } = statement
    if (
      statement.type !== 'MustacheStatement' ||
      path?.type !== 'PathExpression' ||
      path.depth !== 0 ||
      path.data ||
      (params?.length ?? 0) > 0 ||
      hash !== undefined
    ) {
      throw new Error(`the template "${text}" may hold text and {{path}} only`)
    }
    return parsePath(path.parts.join('.'), ...around)
  })
}

function read(text: string): ReturnType<typeof parse> {
  try {
    return parse(text)
  } catch {
    // Its own message is a drawing over several lines.
    throw new Error(`the template "${text}" does not parse; write text and {{path}}`)
  }
}
