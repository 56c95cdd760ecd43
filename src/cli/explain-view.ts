import groupBy from 'lodash/groupBy.js'
import partition from 'lodash/partition.js'
import { missedText } from '../mapping/record/recording.js'
import type { Trace } from '../trace.js'
import { cutToLength } from '../utf8.js'
import { narrowed, type Scope } from './explain-scope.js'
import type { Paint } from './paint.js'
import { printableAll } from './printable.js'

type Field = Trace['fields'][number]

/** A trace for people: what was sent from where, then what was altered, left out, not used, and why. */
export function describeTrace(whole: Trace, scope: Scope, paint: Paint): string {
  const trace = printableAll(narrowed(whole, scope))
  const narrow = scope.field !== undefined || scope.source !== undefined
  const { fields, normalized, altered, unused, rejectedRules } = trace
  const nothing = narrow && [fields, normalized, altered, unused].every((list) => list.length === 0)
  const sections = [
    headline(trace, paint),
    ending(trace, paint),
    ...fieldSections(trace, narrow, paint),
    section('settled while reading', normalized.map(settled), paint),
    section(
      'altered to fit',
      altered.map((one) => warning(one, paint)),
      paint,
    ),
    section('not used', notUsed(unused, narrow), paint),
    narrow
      ? []
      : section(
          'other rules',
          rejectedRules.map(({ rule, why }) => `${rule}: ${why}`),
          paint,
        ),
    nothing ? [`  nothing here has to do with ${scope.field ?? scope.source}`] : [],
  ]
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n\n`
}

function warning({ code, path, message }: Trace['altered'][number], paint: Paint): string {
  return `${paint('yellow', '!')} ${path}  ${message}  ${paint('dim', code)}`
}

function headline(
  { ref, read, destination, connection, rule, items }: Trace,
  paint: Paint,
): string[] {
  const place = ref === undefined || ref === null ? '' : paint('dim', `  ${JSON.stringify(ref)}`)
  const what =
    read === null
      ? 'unreadable'
      : read.event === undefined
        ? read.type
        : `${read.type} "${read.event}"`
  const where = connection === destination ? destination : `${connection} (${destination})`
  const made = items.length === 1 ? '1 item' : `${items.length} items`
  const by = rule === null ? [] : [`rule "${rule}" · ${made}`]
  return [`${paint('bold', `${what} → ${where}`)}${place}`, ...by]
}

function fieldSections(
  { fields, altered, items }: Trace,
  narrow: boolean,
  paint: Paint,
): string[][] {
  const changed = new Set(altered.map(({ path }) => path))
  const endpoints = new Map(items.map(({ key, endpoint }) => [key, endpoint]))
  const made = fields.filter(({ target }) => target !== '')
  const sections = Object.entries(groupBy(made, 'item')).map(([key, those]) => {
    const endpoint = endpoints.get(key)
    const title = endpoint === undefined ? key : `${key} → ${endpoint}`
    const width = Math.min(48, Math.max(...those.map(({ target }) => target.length)))
    // What the event simply does not have is told in one place, unless it is asked for.
    const [plain, told] = partition(those, (one) => !narrow && isPlainlyAbsent(one))
    const none = plain.map(({ target }) => target).join(', ')
    return [
      `  ${paint('bold', title)}`,
      ...told.map((one) => fieldLine(one, width, changed.has(one.target), narrow, paint)),
      ...(none === '' ? [] : [paint('dim', `    the event has nothing for: ${none}`)]),
    ]
  })
  const left = fields.filter(({ target }) => target === '')
  return [
    ...sections,
    section(
      'not sent besides',
      left.map(({ item, note, why }) => `${item}${note === undefined ? '' : ` (${note})`}: ${why}`),
      paint,
    ),
  ]
}

function isPlainlyAbsent({ value, missed, why }: Field): boolean {
  return (
    value === undefined &&
    why === missedText(missed) &&
    missed.every(({ why }) => why === 'not there')
  )
}

function fieldLine(
  field: Field,
  width: number,
  altered: boolean,
  whole: boolean,
  paint: Paint,
): string {
  const { target, value, source, missed, steps, why, note } = field
  const name = target.padEnd(width)
  if (value === undefined) return paint('dim', `    ${name} –  ${why}`)
  const pipe = steps.filter(({ changed }) => changed).map(({ step }) => ` | ${step}`)
  const passed = missed.length === 0 ? '' : `  (${short(missedText(missed), whole ? 2000 : 120)})`
  const text = short(typeof value === 'string' ? value : JSON.stringify(value), 60)
  const mark = altered ? paint('yellow', '!') : ' '
  const told = note === undefined ? '' : `  ${note}`
  return `    ${name} ${mark} ${paint('green', text.padEnd(28))}  ${source}${pipe.join('')}${paint('dim', `${passed}${told}`)}`
}

function short(text: string, most: number): string {
  return text.length > most ? `${cutToLength(text, most)}…` : text
}

function settled({ path, from, to, rule }: Trace['normalized'][number]): string {
  const shown = (value: unknown) =>
    value === undefined ? 'nothing' : short(JSON.stringify(value), 60)
  return `${path}: ${shown(from)} became ${shown(to)}  (${rule})`
}

/** Properties and traits one by one; the context, of which no vendor takes all, in one line. */
function notUsed(paths: readonly string[], all: boolean): string[] {
  if (all) return [...paths]
  const context = paths.filter((path) => path.startsWith('context.'))
  const own = paths.filter((path) => !path.startsWith('context.'))
  if (context.length === 0) return own
  const names = context.map((path) => path.slice('context.'.length)).join(', ')
  return [...own, `context: ${short(names, 160)}`]
}

function section(title: string, lines: readonly string[], paint: Paint): string[] {
  if (lines.length === 0) return []
  return [`  ${paint('bold', title)}`, ...lines.map((line) => `    ${line}`)]
}

function ending({ outcome, reason, message, error }: Trace, paint: Paint): string[] {
  if (outcome === 'skipped') {
    return [paint('yellow', `  SKIPPED ${reason}${message === undefined ? '' : `: ${message}`}`)]
  }
  if (error === undefined) return []
  const place = error.path === '' ? '' : `${error.path} `
  return [paint('red', `  FAILED ${error.code} ${place}${error.message}`)]
}
