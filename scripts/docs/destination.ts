import { z } from 'zod'
import type { Acceptor } from '../../src/accept/index.js'
import type { Destination, Endpoint } from '../../src/destination.js'
import type { ActionTree, MappingTree } from '../../src/mapping/ast.js'
import { mappingFile } from '../../src/mapping/format.js'
import { compiled } from '../../src/routing/compiled.js'
import { isSecret, settingsOf } from '../../src/setting-marks.js'
import { conditionWords, type Row, rowsOf } from './node-words.js'
import { code, type Page, table } from './page.js'

/** The reference of one destination: from its mapping, settings and the vendor's rules. */
export function destinationPage(module: Destination, acceptor: Acceptor | undefined): Page {
  const { title, slug } = module
  return {
    file: `destinations/${slug}.md`,
    make() {
      const tree = compiled(module).tree()
      return `# ${title}

${about(module)}

## Settings

${settings(module)}

## Endpoints

${endpoints(module)}

## What becomes of an event

The first rule that holds is taken. *From* are paths of the settled event (see [events](../events.md)); *how* are
steps of the [mapping language](../language.md) and conditions. A field whose source is not there is left out.

${mapping(tree)}

${rules(acceptor)}`
    },
  }
}

function about({ slug, names = [], mapping }: Destination): string {
  const { title, docs, checked, version, apiVersion, sunset } = mappingFile.parse(mapping)
  const keys = [slug, ...names].map(code).join(', ')
  const facts = [
    `Destination ${code(slug)}, mapping version ${version}: ${title}.`,
    apiVersion === undefined
      ? ''
      : `Vendor API version ${apiVersion}${sunset === undefined ? '' : `, until ${sunset}`}.`,
    `Compared with the vendor's pages on ${checked}: ${docs.map((page) => `<${page}>`).join(', ')}.`,
    `An event's \`integrations\` name it by the connection's id, ${keys}.`,
  ]
  return facts.filter((fact) => fact !== '').join('\n')
}

function settings({ settings }: Destination): string {
  const { properties = {}, required = [] } = z.toJSONSchema(settings, { io: 'input' }) as {
    properties?: Record<string, Schema>
    required?: string[]
  }
  const shape = settingsOf(settings) ?? {}
  const rows = Object.entries(properties).map(([name, schema]) => [
    code(name),
    isSecret(shape[name] ?? z.never()) ? 'secret' : typeWords(schema),
    required.includes(name) ? 'required' : code(JSON.stringify(schema.default) ?? 'none'),
    schema.description ?? '',
  ])
  return table(['Setting', 'Type', 'Default', 'Meaning'], rows)
}

interface Schema {
  type?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  items?: Schema
  default?: unknown
  description?: string
  secret?: boolean
}

function typeWords(schema: Schema): string {
  if (schema.secret) return 'secret'
  if (schema.enum) return schema.enum.map((value) => code(String(value))).join(' or ')
  if (schema.const !== undefined) return code(String(schema.const))
  if (schema.anyOf) return schema.anyOf.map(typeWords).join(' or ')
  if (schema.type === 'array') return `list of ${typeWords(schema.items ?? {})}`
  return schema.type === 'string' ? 'text' : (schema.type ?? 'any')
}

function endpoints({ endpoints }: Destination): string {
  const rows = Object.entries(endpoints).map(([name, endpoint]) => [
    code(name),
    limits(endpoint),
    endpoint.ordering === 'user'
      ? 'kept per person (by anonymousId, else the id of the device, else userId)'
      : 'not kept',
    endpoint.ambiguous === 'retry' ? 'sent again' : 'given up',
  ])
  return table(['Endpoint', 'Limits', 'Order', 'A lost answer is'], rows)
}

function limits({ limits: { items, bytes, itemBytes }, window = {} }: Endpoint): string {
  const hours = (ms: number) =>
    ms < 3_600_000 ? `${ms / 60_000} minutes` : `${Math.round(ms / 360_000) / 10} hours`
  return [
    `${items} items a request`,
    bytes === undefined ? '' : `${bytes} bytes a request`,
    itemBytes === undefined ? '' : `${itemBytes} bytes an item (a larger one fails)`,
    window.pastMs === undefined
      ? ''
      : `events at most ${hours(window.pastMs)} old (an older one ${window.older === 'moves' ? 'moves to that time' : 'fails'})`,
    window.futureMs === undefined
      ? ''
      : `a clock more than ${hours(window.futureMs)} ahead is replaced by the present`,
  ]
    .filter((limit) => limit !== '')
    .join(', ')
}

function mapping(tree: MappingTree): string {
  const parts = new Map<string, Row[]>()
  const told = tree.rules.map((rule, index) => {
    const when = rule.when.length === 0 ? 'Every event.' : `When ${conditionWords(rule.when)}.`
    if (rule.skip !== undefined) {
      return `### ${index + 1}. ${rule.name}\n\n${when} Skipped as ${code(rule.skip)}.`
    }
    const actions = rule.emit.map((action) => actionWords(action, parts))
    return `### ${index + 1}. ${rule.name}\n\n${when}\n\n${actions.join('\n\n')}`
  })
  const shared = [...parts].map(([name, rows]) => `#### Part: ${name}\n\n${fieldTable(rows)}`)
  return [...told, ...(shared.length === 0 ? [] : ['### Parts', ...shared])].join('\n\n')
}

/** An action's own fields; those of parts are told once for all. */
function actionWords(
  { action, when, each, object }: ActionTree,
  parts: Map<string, Row[]>,
): string {
  const own: Row[] = []
  const used: string[] = []
  for (const row of rowsOf(object)) {
    const part = /^(?:\S+ )?parts\.(\w+)\.fields\./.exec(row.place)?.[1]
    if (part === undefined) own.push(row)
    else {
      if (!used.includes(part)) used.push(part)
      const rows = parts.get(part) ?? []
      if (!rows.some(({ place, target }) => place === row.place && target === row.target)) {
        parts.set(part, [...rows, row])
      }
    }
  }
  const conditions = [
    each === undefined ? '' : `for each of ${code(each.text)}`,
    when.length === 0 ? '' : `when ${conditionWords(when)}`,
  ].filter((text) => text !== '')
  const head = `Action ${code(action)}${conditions.length === 0 ? '' : `, ${conditions.join(', ')}`}`
  const withParts =
    used.length === 0 ? '' : `, with the parts ${used.map((name) => `*${name}*`).join(', ')}`
  const needs =
    object.needs.length === 0
      ? ''
      : ` At least one of ${object.needs.map(code).join(', ')} must be there.`
  const fields = own.length === 0 ? '' : `\n\n${fieldTable(own)}`
  return `${head}${withParts}.${needs}${fields}`
}

function fieldTable(rows: readonly Row[]): string {
  return table(
    ['Field', 'From', 'How'],
    rows.map(({ target, from, how }) => [code(target), from, how]),
  )
}

function rules(acceptor: Acceptor | undefined): string {
  if (acceptor === undefined) return ''
  const rows = Object.entries(acceptor.rules).map(([rule, about]) => [code(rule), about])
  const beyond = acceptor.beyond.map((limit) => `- ${limit}`).join('\n')
  return `## The vendor's rules

\`crosswalk accept\` judges requests by these; every request that is made keeps them.

${table(['Rule', 'What it asks'], rows)}

${beyond === '' ? '' : `No single request shows these limits:\n\n${beyond}`}`
}
