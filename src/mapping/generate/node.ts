import { copy } from '../../event/copy.js'
import { isNothing } from '../../event/nothing.js'
import { isObject, isScalar } from '../../event/values.js'
import type { Node, Path, Source, Step, Template } from '../ast.js'
import { isAsked } from '../compiling.js'
import { absence, isOwn, isScalarRead } from '../node.js'
import { isSpread } from '../read.js'
import { sourceName } from '../source-name.js'
import { quietSource, whenSource } from './condition.js'
import { type Holder, holdersOf, isMissed } from './holders.js'
import { isAlways, objectSource } from './object.js'
import { rawSource, readAs } from './path.js'
import type { Scribe } from './scribe.js'
import { literal } from './source.js'
import { type Known, knownAs, knownOfStep, type Passing, stepSource } from './step.js'

/** What is called last: see the functions of these names. */
type Finish = 'kept' | 'settled'

/** Writes a node, and gives what holds its value, a variable or a constant: undefined for nothing, or UNMET. */
export function nodeSource(
  node: Node,
  scribe: Scribe,
  finish: Finish = isOwn(node) ? 'kept' : 'settled',
): string {
  if (isAlways(node)) return literal(constantOf(node))
  if (isNever(node)) return 'undefined'
  const only = onlyOption(node)
  if (only !== undefined && node.when.length === 0) return nodeSource(only, scribe)
  const value = scribe.name(node.target === '' ? 'value' : node.target)
  const call = scribe.shared(node, finish, () => {
    scribe.add('let value')
    guardedSource(node, 'value', finish, scribe)
    scribe.add('return value')
  })
  const when = [whenSource(node.when, scribe), heldSource(node, scribe)]
    .filter(Boolean)
    .join(' && ')
  if (call !== undefined) {
    scribe.add(`const ${value} = ${when === '' ? call : `${when} ? ${call} : undefined`}`)
    return value
  }
  scribe.add(`let ${value}`)
  if (when === '') guardedSource(node, value, finish, scribe)
  else scribe.block(`if (${when})`, () => guardedSource(node, value, finish, scribe))
  return value
}

/** Whether a node is a constant that is nothing, as a place in a list may be. */
function isNever(node: Node): boolean {
  const { source, steps } = node
  const isConstant = source.kind === 'value' && steps.length === 0 && !isMissed(node)
  return isConstant && isNothing(source.value)
}

/** The one that a node gives as it is, as a part is given whose fields stand elsewhere; none that may come out empty. */
function onlyOption(node: Node): Node | undefined {
  const { source, steps } = node
  if (source.kind !== 'first' || source.options.length > 1) return undefined
  const [only] = source.options
  if (only === undefined || steps.length > 0 || isMissed(node)) return undefined
  return only.required !== undefined || knownOfNode(only) === 'any' ? undefined : only
}

function constantOf({ source }: Node): unknown {
  return source.kind === 'value' ? source.value : undefined
}

/** Whether a node may note what it took, and then give nothing. */
export function leavesNotes(node: Node, scribe: Scribe): boolean {
  // What is not there is not noted either.
  return notesTaken(node, scribe) && !isScalarRead(node)
}

/** Whether writing a node may note what it took. */
function notesTaken({ source, steps }: Node, scribe: Scribe): boolean {
  const inSteps = steps.some(
    ({ argument }) => argument.kind === 'node' || argument.kind === 'steps',
  )
  return inSteps || sourceNotes(source, scribe)
}

function sourceNotes(source: Source, scribe: Scribe): boolean {
  switch (source.kind) {
    case 'path':
      return isAsked(source.path, scribe)
    case 'first':
      return source.options.some((option) => notesTaken(option, scribe))
    case 'list':
      return source.cells.some((cell) => notesTaken(cell, scribe))
    case 'pair':
      return notesTaken(source.key, scribe) || notesTaken(source.value, scribe)
    case 'object': {
      const { fields, rest } = source.object
      return [...fields.map(({ node }) => node), ...(rest === undefined ? [] : [rest])].some(
        (one) => notesTaken(one, scribe),
      )
    }
    default:
      return false
  }
}

/** The test whether anything is there that a node could read. */
function heldSource(node: Node, scribe: Scribe): string {
  const holders = holdersOf(node) ?? []
  const ofSettings = holders.filter(({ root }) => root === 'settings')
  const others = holders.filter(({ root }) => root !== 'settings')
  const tests = others.map((needed) => {
    if (needed.root === 'options') return 'run.options !== undefined'
    if (needed.whole) return scribe.isThere(needed)
    const variable = scribe.holder(needed)
    return variable === undefined ? undefined : `${variable} !== none`
  })
  if (tests.includes(undefined)) return ''
  if (ofSettings.length > 0) tests.push(anySetting(ofSettings, scribe))
  return tests.length > 1 ? `(${tests.join(' || ')})` : (tests[0] ?? '')
}

/** The test whether any of these settings is there, made once for a connection. */
function anySetting(settings: readonly Holder[], scribe: Scribe): string {
  const there = settings.map(({ names }) => `${scribe.members('settings', names)} !== undefined`)
  const hint = settings.map(({ names }) => names.join(' ')).join(' ')
  return scribe.ofSettings(`has ${hint}`, there.join(' || '))
}

function guardedSource(node: Node, value: string, finish: Finish, scribe: Scribe): void {
  const { required, warn: code } = node
  const site = siteSource(node, scribe)
  const hasDefault = Object.hasOwn(node, 'default')
  const mark = scribe.name('warned')
  const notes = hasDefault && leavesNotes(node, scribe)
  const taken = scribe.name('taken')
  if (hasDefault) scribe.add(`const ${mark} = run.warnings.length`)
  if (notes) scribe.add(`const ${taken} = run.taken.length`)
  valueSource(node, { value, site, finish }, scribe)
  if (!hasDefault && required === undefined && code === undefined) return
  scribe.block(`if (${value} === undefined)`, () => {
    const missing = literal(absence(node, { target: node.target, source: sourceName(node.source) }))
    if (notes) scribe.add(`untake(run, ${taken})`)
    if (hasDefault) {
      const rest = scribe.constant('fallback', literal({ default: node.default, warn: code }))
      scribe.add(`${value} = standIn(${rest}, run, ${site}, ${mark}, ${missing})`)
      return
    }
    if (code !== undefined) scribe.add(`warn(run, ${literal(code)}, ${site}, ${missing})`)
    if (required === 'parent') scribe.add(`${value} = UNMET`)
    else if (required !== undefined) {
      const message = `required, but there is nothing at ${sourceName(node.source)}`
      const fail = `fail(run, ${literal(node.target)}, ${literal(message)})`
      const tests = Array.isArray(required) ? whenSource(required, scribe) : ''
      scribe.add(tests === '' ? fail : `if (${tests}) ${fail}`)
    }
  })
}

function siteSource(node: Node, scribe: Scribe): string {
  return scribe.constant('site', literal({ target: node.target, source: sourceName(node.source) }))
}

/** What a source gives, through the steps; what came out empty is nothing. */
function valueSource(
  { source, steps }: Node,
  { value, site, finish }: { value: string; site: string; finish: Finish },
  scribe: Scribe,
): void {
  const known = takeSource(source, value, site, scribe)
  // What a path gives as a number or as yes or no is something, and so are most constants.
  const isScalar =
    known === 'scalar' &&
    (source.kind === 'path' || (source.kind === 'value' && !isNothing(source.value)))
  if (steps.length === 0 && (isScalar || isSettled(known, finish))) return
  scribe.block(`if (${value} !== undefined)`, () =>
    stepsSource(steps, { value, site, finish, known }, scribe),
  )
}

/** Whether a value is something, and this node's own. */
function isSettled(known: Known, finish: Finish): boolean {
  return known === 'text' || known === 'time' || (known === 'made' && finish === 'kept')
}

/** Each step sees something. */
function stepsSource(
  [step, ...further]: readonly Step[],
  given: Passing & { finish: Finish },
  scribe: Scribe,
): void {
  const { value } = given
  if (step === undefined) {
    if (isSettled(given.known, given.finish)) return
    if (given.known === 'anyText' || given.known === 'scalar')
      scribe.add(`if (isNothing(${value})) ${value} = undefined`)
    else scribe.add(`${value} = ${given.finish}(${value})`)
    return
  }
  const known = stepSource(step, given, further.length === 0, scribe)
  const rest = () => stepsSource(further, { ...given, known }, scribe)
  if (further.length === 0 || known === 'text' || known === 'time') rest()
  else {
    scribe.add(`if (isNothing(${value})) ${value} = undefined`)
    scribe.block('else', rest)
  }
}

function takeSource(source: Source, value: string, site: string, scribe: Scribe): Known {
  switch (source.kind) {
    case 'path':
      return pathSource(source.path, value, site, scribe)
    case 'first':
      alternatives(source.options, value, scribe)
      return knownOfOptions(source.options)
    case 'value':
      scribe.add(`${value} = ${constantSource(source.value, scribe)}`)
      return knownOf(source.value)
    case 'template':
      templateSource(source.template, value, scribe)
      return knownOfSource(source)
    case 'boundTemplate':
    case 'at':
      scribe.add(`${value} = run.bound[${source.binding}]?.(run)`)
      return 'any'
    case 'object':
      scribe.add(`${value} = ${objectSource(source.object, scribe)}`)
      return 'made'
    case 'list':
      listSource(source, value, scribe)
      return 'made'
    case 'pair':
      pairSource(source, value, scribe)
      return 'made'
  }
}

function constantSource(value: unknown, scribe: Scribe): string {
  return isScalar(value) ? literal(value) : scribe.constant('constant', literal(value))
}

function knownOfOptions(options: readonly Node[]): Known {
  const known = options.map(knownOfNode)
  if (known.every((one) => one === 'text')) return 'text'
  return known.includes('any') ? 'any' : 'made'
}

/** Of what a node gives that is something: a copy of an object may come out empty, and a default may be. */
function knownOfNode(node: Node): Known {
  const { source, steps, default: fallback } = node
  if (fallback !== undefined && knownOf(fallback) !== 'text') return 'any'
  const last = steps.at(-1)
  const known = last === undefined ? knownOfSource(source) : knownOfStep(last)
  if (known === 'anyText') return 'text'
  return known === 'any' && isOwn(node) ? 'made' : known
}

function knownOfSource(source: Source): Known {
  switch (source.kind) {
    case 'path':
      return isSpread(source.path) ? 'any' : knownAs(source.path.type)
    case 'value':
      return knownOf(source.value)
    case 'template':
      return source.template.length === 0 ? 'anyText' : 'text'
    case 'first':
      return knownOfOptions(source.options)
    case 'object':
    case 'list':
    case 'pair':
      return 'made'
    default:
      return 'any'
  }
}

function knownOf(value: unknown): Known {
  if (typeof value === 'string') return value === '' ? 'anyText' : 'text'
  return typeof value === 'object' ? 'any' : 'scalar'
}

function pathSource(path: Path, value: string, site: string, scribe: Scribe): Known {
  const raw = rawSource(path, scribe)
  const spread = path.names.some(({ each }) => each)
  if (spread) {
    const { names, type, text } = path
    const settle = scribe.constant('typed', `typed(${literal({ names, type, text })})`)
    scribe.add(`${value} = ${settle}(${raw}, run, ${site})`)
  } else {
    scribe.add(`${value} = ${readAs(path.type)}(${raw}, run, ${site}, ${literal(path.text)})`)
  }
  if (isAsked(path, scribe)) {
    const noted = scribe.constant('path', literal(path))
    scribe.add(`if (${value} !== undefined) run.taken.push(${noted})`)
  }
  return spread ? 'any' : knownAs(path.type)
}

/** Text between what paths give; without one of them it is nothing. */
function templateSource(template: Template, value: string, scribe: Scribe): void {
  const parts = template.map((part) => {
    if (typeof part === 'string') return { text: literal(part) }
    const text = scribe.name(part.text)
    scribe.add(`const ${text} = toText(${quietSource(part, scribe)})`)
    return { text, test: `${text} !== undefined` }
  })
  const whole = `${value} = ${parts.map(({ text }) => text).join(' + ') || "''"}`
  const tests = parts.flatMap(({ test }) => test ?? [])
  scribe.add(tests.length === 0 ? whole : `if (${tests.join(' && ')}) ${whole}`)
}

/** The first that gives something; what those before it refused is then silent. */
function alternatives(options: readonly Node[], value: string, scribe: Scribe): void {
  if (options.length === 1 && options[0] !== undefined) {
    const only = nodeSource(options[0], scribe)
    scribe.add(`if (${isMet(only, options[0])}) ${value} = ${only}`)
    return
  }
  const label = `first_${value}`
  const mark = scribe.name('warned')
  const taken = scribe.name('taken')
  scribe.add(`const ${mark} = run.warnings.length`)
  if (options.some((option) => leavesNotes(option, scribe))) {
    scribe.add(`const ${taken} = run.taken.length`)
  }
  scribe.block(`${label}:`, () => {
    options.forEach((option, index) => {
      const before = scribe.name('before')
      if (index > 0) scribe.add(`const ${before} = run.warnings.length`)
      const result = nodeSource(option, scribe)
      scribe.block(isAlways(option) ? '' : `if (${isMet(result, option)})`, () => {
        if (index > 0) {
          scribe.add(`if (${before} > ${mark}) run.warnings.splice(${mark}, ${before} - ${mark})`)
        }
        scribe.add(`${value} = ${result}`, `break ${label}`)
      })
      if (leavesNotes(option, scribe)) scribe.add(`untake(run, ${taken})`)
    })
  })
}

/** The test whether a node gave something. */
function isMet(value: string, { required }: Node): string {
  const met = `${value} !== undefined`
  return required === 'parent' ? `${met} && ${value} !== UNMET` : met
}

function listSource(
  { cells, blank }: Extract<Source, { kind: 'list' }>,
  value: string,
  scribe: Scribe,
): void {
  const [only, ...others] = cells
  if (blank !== undefined) {
    listOfPlacesSource(cells, blank, value, scribe)
    return
  }
  if (only !== undefined && others.length === 0) {
    listOfOneSource(only, value, scribe)
    return
  }
  const list = scribe.name('list')
  const place = scribe.name('place')
  const label = `in_${list}`
  scribe.add(`const ${list} = emptyList(), ${place} = run.places.length`)
  scribe.block(`${label}:`, () => {
    for (const cell of cells) {
      const taken = scribe.name('taken')
      const notes = leavesNotes(cell, scribe)
      if (notes) scribe.add(`const ${taken} = run.taken.length`)
      scribe.add(`run.places[${place}] = ${list}.length`)
      const written = nodeSource(cell, scribe)
      if (cell.required === 'parent') scribe.add(`if (${written} === UNMET) break ${label}`)
      scribe.add(`if (${written} !== undefined) ${list}.push(${written})`)
      if (notes) scribe.add(`if (${written} === undefined) untake(run, ${taken})`)
    }
    scribe.add(`if (${list}.length > 0) ${value} = ${list}`)
  })
  scribe.add(`run.places.length = ${place}`)
}

/** Where each cell has its place, the list begins as a copy of one that is blank all over. */
function listOfPlacesSource(
  cells: readonly Node[],
  blank: unknown,
  value: string,
  scribe: Scribe,
): void {
  const leaves = cells.some(({ required }) => required === 'parent')
  const label = `in_${scribe.name('list')}`
  const blanks = literal(cells.map((cell) => (isAlways(cell) ? constantOf(cell) : copy(blank))))
  const inside = () => {
    const written = cells.map((cell) => {
      const taken = scribe.name('taken')
      const notes = leavesNotes(cell, scribe)
      if (notes) scribe.add(`const ${taken} = run.taken.length`)
      const one = nodeSource(cell, scribe)
      if (cell.required === 'parent') scribe.add(`if (${one} === UNMET) break ${label}`)
      if (notes) scribe.add(`if (${one} === undefined) untake(run, ${taken})`)
      return one
    })
    scribe.add(`${value} = ${scribe.constant('blanks', `blankList(${blanks})`)}.slice()`)
    written.forEach((one, place) => {
      const cell = cells[place]
      if (cell === undefined || isAlways(cell)) return
      if (one !== 'undefined') scribe.add(`if (${one} !== undefined) ${value}[${place}] = ${one}`)
      // What it is may not be shared by all events.
      if (isObject(blank) || Array.isArray(blank)) {
        const test = one === 'undefined' ? '' : 'else '
        scribe.add(`${test}${value}[${place}] = ${literal(copy(blank))}`)
      }
    })
  }
  if (leaves) scribe.block(`${label}:`, inside)
  else inside()
}

function listOfOneSource(cell: Node, value: string, scribe: Scribe): void {
  const taken = scribe.name('taken')
  const notes = leavesNotes(cell, scribe)
  if (notes) scribe.add(`const ${taken} = run.taken.length`)
  scribe.add('run.places.push(0)')
  const written = nodeSource(cell, scribe)
  scribe.add('run.places.pop()', `if (${isMet(written, cell)}) ${value} = listOf(${written})`)
  if (notes) scribe.add(`if (${written} === undefined) untake(run, ${taken})`)
}

function pairSource(
  { key, value: member }: Extract<Source, { kind: 'pair' }>,
  value: string,
  scribe: Scribe,
): void {
  const named = nodeSource(key, scribe)
  const name = scribe.name('name')
  scribe.add(`const ${name} = toText(${named})`)
  scribe.block(`if (${name} !== undefined)`, () => {
    scribe.add(`run.places.push(${name})`)
    const written = nodeSource(member, scribe)
    scribe.add('run.places.pop()')
    scribe.block(`if (${isMet(written, member)})`, () => {
      scribe.add(`${value} = {}`, `put(${value}, ${name}, ${written})`)
    })
  })
}
