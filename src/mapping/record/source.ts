import { isNothing } from '../../event/nothing.js'
import { kindOf, own } from '../../event/values.js'
import type { Path, Source } from '../ast.js'
import type { Run } from '../run.js'
import { parseTemplate } from '../template.js'

/** What is told of sources that no single path fills. */
export function sourceOf(source: Source, run: Run): { source: string; read: string[] } | undefined {
  switch (source.kind) {
    case 'value':
      return { source: 'constant', read: [] }
    case 'template': {
      const read = source.template.flatMap((part) => (typeof part === 'string' ? [] : [part.text]))
      return { source: `template of ${read.join(', ')}`, read }
    }
    case 'boundTemplate': {
      const text = settingOf(source.text, run)
      const read = parseTemplate(text).flatMap((part) =>
        typeof part === 'string' ? [] : [part.text],
      )
      return { source: `template of ${source.text}: ${text}`, read }
    }
    case 'at': {
      const path = settingOf(source.text, run)
      return { source: `${path}, named by ${source.text}`, read: [path] }
    }
    default:
      return undefined
  }
}

function settingOf(text: string, run: Run): string {
  return String(text.split('.').slice(1).reduce<unknown>(own, run.settings) ?? '')
}

export function absence(raw: unknown, { type }: Path): string {
  if (raw === undefined) return 'not there'
  return isNothing(raw) ? kindOf(raw) : `${kindOf(raw)}, but ${type} is expected`
}
