import type { Destination } from '../destination.js'
import { eventNames } from '../event/names.js'
import { normalize } from '../event/normalize.js'
import type { MappingTree, Node } from '../mapping/ast.js'
import { nodesOf } from '../mapping/visit.js'
import { compiled } from '../routing/compiled.js'
import { route } from '../routing/filter.js'
import { prepareConnection } from '../routing/prepare.js'
import type { Case } from '../testing/fixtures.js'
import type { Check, Parsed } from './check.js'

const NOW = Date.UTC(2026, 2, 10, 12)

export const coverage: Check<Parsed> = {
  name: 'coverage',
  description:
    'Rules that take no case of the tests, and rows – a field, an alternative, a cell – that no case fills with a value of their own.',
  severity: 'error',
  *run({ tree, module, cases, unusable = [] }) {
    const shown = cases === undefined || unusable.length > 0 ? undefined : seen(module, cases)
    if (shown === undefined) return
    const { rules, filled } = shown
    for (const [index, { name }] of tree.rules.entries()) {
      if (rules.has(name)) continue
      yield { path: `rules[${index}]`, message: `no case is taken by the rule "${name}"` }
    }
    for (const path of rowsOf(tree)) {
      if (!filled.has(path))
        yield { path, message: 'no case fills this row with a value of its own' }
    }
  },
}

/** What the cases show at work; undefined where one has settings that are refused. */
function seen(module: Destination, cases: readonly Case[]) {
  const program = compiled(module).recorder()
  const filled = new Set<string>()
  const rules = new Set<string | null>()
  const names = eventNames()
  for (const { name, settings, events } of cases) {
    const config = { id: name, destination: module.slug, settings }
    const prepared = prepareConnection(config, { destinations: [module] })
    if (!prepared.ok) return undefined
    const { visible, bound } = prepared.connection.inside
    for (const event of events) {
      const normalized = normalize(event, names, NOW)
      const routed = normalized.ok ? route(normalized.event, prepared.connection, false) : undefined
      if (!normalized.ok || routed === undefined || !routed.send) continue
      program.map([normalized.event, visible, bound, routed.options], (recording) => {
        rules.add(recording.rule)
        for (const place of recording.filled) filled.add(place)
      })
    }
  }
  return { rules, filled }
}

/** The place of every node in the file itself, parts once; cells that are left blank on purpose have nothing to fill. */
function rowsOf(tree: MappingTree): ReadonlySet<string> {
  const nodes = [...nodesOf(tree)].map(([node]) => node)
  const blank = ({ source }: Node) => source.kind === 'value' && source.value === ''
  const included = ({ place }: Node) => place.startsWith('mappings/')
  return new Set(nodes.filter((node) => !blank(node) && !included(node)).map(({ place }) => place))
}
