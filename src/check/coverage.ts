import type { Destination } from '../destination.js'
import { eventNames } from '../event/names.js'
import { normalize } from '../event/normalize.js'
import type { MappingTree, Node } from '../mapping/ast.js'
import { nodesOf } from '../mapping/visit.js'
import { route } from '../routing/filter.js'
import { compiled, prepareAll } from '../routing/prepare.js'
import type { Case } from '../testing/fixtures.js'
import type { Finding } from './finding.js'

const NOW = Date.UTC(2026, 2, 10, 12)

/**
 * Rows of a mapping file that no case fills with a value of their own: a field,
 * an alternative or a cell that nobody has seen at work.
 */
export function coverage(module: Destination, cases: readonly Case[], file: string): Finding[] {
  const { tree, recorder } = compiled(module)
  const program = recorder()
  const filled = new Set<string>()
  const rules = new Set<string | null>()
  const names = eventNames()
  for (const { name, settings, events } of cases) {
    const config = { id: name, destination: module.slug, settings }
    for (const connection of prepareAll({ connections: [config], destinations: [module] })) {
      const { visible, bound } = connection.inside
      for (const event of events) {
        const normalized = normalize(event, names, NOW)
        const routed = normalized.ok ? route(normalized.event, connection, false) : undefined
        if (!normalized.ok || routed === undefined || !routed.send) continue
        const { mapped, recording } = program.map(normalized.event, visible, bound, routed.options)
        rules.add(mapped.rule)
        for (const place of recording.filled) filled.add(place)
      }
    }
  }
  const unseen = tree.rules
    .map(({ name }, index) => ({ name, path: `rules[${index}]` }))
    .filter(({ name }) => !rules.has(name))
    .map(({ path, name }) => finding(path, `no case is taken by the rule "${name}"`))
  const empty = [...rowsOf(tree)]
    .filter((place) => !filled.has(place))
    .map((place) => finding(place, 'no case fills this row with a value of its own'))
  return [...unseen, ...empty]

  function finding(path: string, message: string): Finding {
    return { check: 'coverage', file, path, message }
  }
}

/** The place of every node in the file, parts once; cells that are left blank on purpose have nothing to fill. */
function rowsOf(tree: MappingTree): ReadonlySet<string> {
  const nodes = [...nodesOf(tree)].map(([node]) => node)
  const blank = ({ source }: Node) => source.kind === 'value' && source.value === ''
  return new Set(nodes.filter((node) => !blank(node)).map(({ place }) => place))
}
