import type { Destination } from '../destination.js'
import { eventNames } from '../event/names.js'
import { normalize } from '../event/normalize.js'
import type { Argument, MappingTree, Node, ObjectTree } from '../mapping/ast.js'
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

/** The place of every node in the file, parts once. */
function rowsOf({ rules }: MappingTree): ReadonlySet<string> {
  const rows = new Set<string>()
  const inNode = ({ source, steps, place }: Node): void => {
    const blank = source.kind === 'value' && source.value === ''
    if (!blank) rows.add(place)
    for (const { argument } of steps) inArgument(argument)
    if (source.kind === 'first') source.options.forEach(inNode)
    else if (source.kind === 'list') source.cells.forEach(inNode)
    else if (source.kind === 'object') inObject(source.object)
    else if (source.kind === 'pair') [source.key, source.value].forEach(inNode)
  }
  const inArgument = (argument: Argument): void => {
    if (argument.kind === 'node') inNode(argument.node)
  }
  const inObject = ({ fields, rest }: ObjectTree): void => {
    for (const { node } of fields) inNode(node)
    if (rest !== undefined) inNode(rest)
  }
  for (const { emit } of rules) for (const { object } of emit) inObject(object)
  return rows
}
