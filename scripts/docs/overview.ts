import zip from 'lodash/zip.js'
import type { Destination } from '../../src/destination.js'
import { type CallType, callTypes } from '../../src/event/catalogue.js'
import type { RuleTree } from '../../src/mapping/ast.js'
import { mappingFile } from '../../src/mapping/format.js'
import { compiled } from '../../src/routing/compiled.js'
import { code } from './page.js'

/** One line a destination, for people who ask what there is. */
export function overview(destinations: readonly Destination[]): string {
  const rows = destinations.map((module) => [
    `[${code(module.slug)}](docs/destinations/${module.slug}.md)`,
    mappingFile.parse(module.mapping).title,
    callTypes.filter((type) => isSent(type, compiled(module).tree().rules)).join(', '),
  ])
  return aligned(['Destination', 'Sends to', 'Calls, under some settings'], rows)
}

/** As the formatter lays a table out in a page that is written by hand, too. */
function aligned(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = zip(head, ...rows).map((cells) =>
    Math.max(...cells.map((cell = '') => cell.length)),
  )
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')
}

/** Whether a rule makes something of a call. */
function isSent(type: CallType, rules: readonly RuleTree[]): boolean {
  return rules.some(({ when, emit }) => {
    const test = when.find(({ path }) => path.text === 'type')?.test
    const takes =
      test === undefined ||
      (test.kind === 'equals' && test.value === type) ||
      (test.kind === 'oneOf' && test.values.includes(type))
    return takes && emit.length > 0
  })
}
