import type { Destination } from '../../src/destination.js'
import { type CallType, callTypes } from '../../src/event/catalogue.js'
import type { RuleTree } from '../../src/mapping/ast.js'
import { mappingFile } from '../../src/mapping/format.js'
import { compiled } from '../../src/routing/compiled.js'
import { code, table } from './page.js'

/** One line a destination, for people who ask what there is. */
export function overview(destinations: readonly Destination[]): string {
  const rows = destinations.map((module) => [
    `[${code(module.slug)}](docs/destinations/${module.slug}.md)`,
    mappingFile.parse(module.mapping).title,
    callTypes.filter((type) => isSent(type, compiled(module).tree.rules)).join(', '),
  ])
  return table(['Destination', 'Sends to', 'Calls, under some settings'], rows)
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
