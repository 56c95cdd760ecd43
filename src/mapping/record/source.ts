import { isNothing } from '../../event/nothing.js'
import { kindOf, own } from '../../event/values.js'
import type { Path, Source, Template } from '../ast.js'
import { quietReader } from '../read.js'
import type { Run } from '../run.js'
import { parseTemplate } from '../template.js'
import type { FieldTrace } from './recording.js'

/** What is to be told of a source that no single path fills. */
interface Told {
  source: string
  read: string[]
  /** What it wanted and did not get. */
  missed: FieldTrace['missed']
}

export function sourceOf(source: Source, run: Run): Told | undefined {
  switch (source.kind) {
    case 'value':
      return { source: 'constant', read: [], missed: [] }
    case 'template':
      return templateTold(
        `template of ${variables(source.template).map(textOf).join(', ')}`,
        source.template,
        run,
      )
    case 'boundTemplate': {
      const text = settingOf(source.text, run)
      return templateTold(`template of ${source.text}: ${text}`, parseTemplate(text), run)
    }
    case 'at': {
      const path = settingOf(source.text, run)
      const named = `${path}, named by ${source.text}`
      const wanted = path === '' ? source.text : path
      const why = path === '' ? 'not set' : 'not there'
      return { source: named, read: path === '' ? [] : [path], missed: [{ path: wanted, why }] }
    }
    default:
      return undefined
  }
}

function templateTold(source: string, template: Template, run: Run): Told {
  const paths = variables(template)
  const missing = paths.filter((path) => quietReader(path)(run) === undefined)
  const missed = missing.map((path) => ({ path: path.text, why: `not there, for the ${source}` }))
  return { source, read: paths.map(textOf), missed }
}

function variables(template: Template): Path[] {
  return template.filter((part): part is Path => typeof part !== 'string')
}

const textOf = ({ text }: Path): string => text

function settingOf(text: string, run: Run): string {
  return String(text.split('.').slice(1).reduce<unknown>(own, run.settings) ?? '')
}

/** Why reading gave nothing. */
export function absence(raw: unknown, { type }: Pick<Path, 'type'>): string {
  if (raw === undefined) return 'not there'
  return isNothing(raw) ? kindOf(raw) : `${kindOf(raw)}, but ${type} is expected`
}
