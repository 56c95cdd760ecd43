import type { Condition, Names, Path } from '../ast.js'
import { rawSource } from './path.js'
import type { Scribe } from './scribe.js'
import { literal } from './source.js'

/** A condition as an expression. */
export function conditionSource({ path, test }: Condition, scribe: Scribe): string {
  const value = quietSource(path, scribe)
  switch (test.kind) {
    case 'equals':
      return `${value} === ${literal(test.value)}`
    case 'oneOf':
      return `${scribe.constant('values', `new Set(${literal(test.values)})`)}.has(${value})`
    case 'not':
      return `!${scribe.constant('values', `new Set(${literal(test.values)})`)}.has(${value})`
    case 'exists':
      return `${value} ${test.exists ? '!==' : '==='} undefined`
    case 'in':
      return `${namesSource(test.names, scribe)}.has(asListed(${value}))`
    case 'notIn':
      return `!${namesSource(test.names, scribe)}.has(asListed(${value}))`
  }
}

function quietSource(path: Path, scribe: Scribe): string {
  const raw = rawSource(path, scribe)
  // A call has one of the types of the catalogue.
  if (path.text === 'type') return raw
  const { names, type } = path
  if (type === 'text' && !names.some(({ each }) => each)) return `quietText(${raw})`
  return `${scribe.constant('quiet', `quiet(${literal({ names, type })})`)}(${raw})`
}

export function namesSource(names: Names, scribe: Scribe): string {
  return names.kind === 'setting'
    ? `run.bound[${names.binding}]`
    : scribe.constant('names', `new Set(${literal(names.names)})`)
}
