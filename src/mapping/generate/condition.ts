import type { ValueType } from '../../event/catalogue.js'
import type { Condition, Names, Path } from '../ast.js'
import { isSteady, quietKey, whenKey } from './counts.js'
import { rawSource } from './path.js'
import type { Scribe } from './scribe.js'
import { literal } from './source.js'

/** Conditions as one expression, empty where there are none. */
export function whenSource(when: readonly Condition[], scribe: Scribe): string {
  if (when.length === 0) return ''
  const all = () => when.map((condition) => conditionSource(condition, scribe)).join(' && ')
  return when.every(({ path }) => isSteady(path))
    ? scribe.held(whenKey(when), `is ${when.map(({ path }) => path.text).join(' ')}`, all)
    : all()
}

function conditionSource({ path, test }: Condition, scribe: Scribe): string {
  const hangsOnSettings = path.root === 'settings' && !path.names.some(({ each }) => each)
  if (!hangsOnSettings || ('names' in test && test.names.kind === 'setting')) {
    return testSource(path, quietSource(path, scribe), test, scribe)
  }
  const names = path.names.map(({ name }) => name)
  const value = settle(path, scribe.members('settings', names), scribe)
  return scribe.ofSettings(path.text, testSource(path, value, test, scribe))
}

function testSource(path: Path, value: string, test: Condition['test'], scribe: Scribe): string {
  const listed = isText(path) ? `${value} ?? ""` : `asListed(${value})`
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
    case 'notIn':
      return `${test.kind === 'in' ? '' : '!'}${namesSource(test.names, scribe)}.has(${listed})`
  }
}

/** What a path gives as its type; what cannot be that is nothing, silently. */
export function quietSource(path: Path, scribe: Scribe): string {
  const source = () => settle(path, rawSource(path, scribe), scribe)
  // A call has one of the types of the catalogue.
  if (path.text === 'type') return rawSource(path, scribe)
  return isSteady(path) ? scribe.held(quietKey(path), path.text, source) : source()
}

/** The functions that give a value as a type. */
const quietly: Readonly<Partial<Record<ValueType, string>>> = {
  text: 'quietText',
  number: 'quietNumber',
  integer: 'quietNumber',
  boolean: 'quietBoolean',
  any: 'quietAny',
}

function settle({ names, type }: Path, raw: string, scribe: Scribe): string {
  const known = quietly[type]
  if (known !== undefined && !names.some(({ each }) => each)) return `${known}(${raw})`
  return `${scribe.constant('quiet', `quiet(${literal({ names, type })})`)}(${raw})`
}

/** Whether a path gives a text, or nothing. */
function isText({ names, type }: Pick<Path, 'names' | 'type'>): boolean {
  return type === 'text' && !names.some(({ each }) => each)
}

export function namesSource(names: Names, scribe: Scribe): string {
  return names.kind === 'setting'
    ? `run.bound[${names.binding}]`
    : scribe.constant('names', `new NameSet(${literal(names.names)})`)
}
