import { callTypes } from '../../../src/event/catalogue.js'
import type { OwnFunction } from '../../../src/mapping/own-step.js'
import type { ModuleNames } from '../../../src/mapping/parse.js'
import { skipReasons } from '../../../src/result.js'
import type { Random } from '../../stand-in/vendor.js'
import { drawConditions } from './conditions.js'
import {
  chance,
  choose,
  type Drawing,
  drawPath,
  type Json,
  settings,
  several,
  use,
} from './drawing.js'
import { drawNode } from './node.js'
import { drawFieldPart, drawFields, fieldParts } from './object.js'
import type { ownNames } from './steps.js'
import { drawConstant, scalars } from './values.js'

export interface DrawnMapping {
  file: Json
  names: ModuleNames
  functions: Record<string, OwnFunction>
  /** Paths of the event, the settings and the options that it may read. */
  paths: string[]
}

const actions = ['event', 'profile', 'delete'] as const
const reasons = Object.keys(skipReasons)
const types = callTypes

/** A mapping that is valid in the language, but for what the parser alone can tell, such as a rule that nothing reaches. */
export function drawMapping(random: Random): DrawnMapping {
  const drawing: Drawing = {
    random,
    paths: [drawPath(random), ...several(random, 5, 14, () => drawPath(random))],
    used: new Set(),
    lookUps: ['look up', 'included'],
    sets: ['set'],
    parts: [],
    fieldParts: [],
  }
  const parts: Json = {}
  for (const name of fieldParts) parts[name] = drawFieldPart(name, drawing)
  drawing.fieldParts = [...fieldParts]
  for (const name of ['node', 'constructor']) {
    parts[name] = drawNode({ scope: [], depth: 2 }, drawing)
    drawing.parts.push(name)
  }
  const included = {
    ...head('other'),
    tables: { included: drawLookUp(random) },
    parts: { included: drawNode({ scope: [], depth: 2 }, drawing) },
  }
  drawing.parts.push('included')
  const rules = several(random, 0, 3, () => drawRule(drawing))
  rules.push(drawRule(drawing, true))
  const file = {
    ...head('drawn'),
    include: ['other'],
    tables: { 'look up': drawLookUp(random), set: drawSet(random) },
    parts,
    rules: rules.map((rule, index) => ({ name: `rule ${index}`, ...rule })),
  }
  const read = [...drawing.used].filter(
    (path) => !/^(out|item|index|dedupeKey|catalogued)\b/.test(path),
  )
  return {
    file,
    names: { actions, settings, functions: Object.keys(functions), include: [included] },
    functions,
    paths: read,
  }
}

function head(destination: string): Json {
  return {
    destination,
    title: 'Drawn',
    docs: ['https://example.com/'],
    checked: '2026-03-14',
    version: '1.0.0',
  }
}

function drawLookUp(random: Random): Json {
  return Object.fromEntries(
    several(random, 2, 6, () => [String(choose(random, scalars)), drawConstant(random)]),
  )
}

function drawSet(random: Random): unknown[] {
  return several(random, 1, 6, () => choose(random, scalars))
}

/** The last may take any event; no other, for nothing would reach those behind it. */
function drawRule(drawing: Drawing, isLast = false): Json {
  const { random } = drawing
  const around = { scope: [], depth: 0 }
  const isTyped = chance(random, isLast ? 0.3 : 0.6)
  const isOpen = chance(random, 0.6) && (isTyped || isLast)
  const when = {
    ...(isTyped ? { [use('type', drawing)]: drawTypes(random) } : {}),
    ...(isOpen ? {} : drawConditions(around, drawing)),
  }
  if (chance(random, 0.1)) return { when, skip: choose(random, reasons) }
  return { when, emit: several(random, 1, 3, () => drawAction(drawing)) }
}

function drawTypes(random: Random): unknown {
  return chance(random, 0.5)
    ? choose(random, types)
    : several(random, 1, 4, () => choose(random, types))
}

function drawAction(drawing: Drawing): Json {
  const { random } = drawing
  const around = { scope: [], depth: 0 }
  const action: Json = { action: choose(random, actions) }
  if (chance(random, 0.2)) action.when = drawConditions(around, drawing)
  if (!chance(random, 0.2)) return { ...action, ...drawFields(around, drawing, 6) }
  const list = use(choose(random, ['properties.products[]', 'properties.a', 'traits.b[]']), drawing)
  const item = { list: list.replace(/\[\]$/, '') }
  return { ...action, each: list, ...drawFields({ ...around, item }, drawing, 4) }
}

/** Scalars that JSON has no form for, or another. */
const oddities: readonly unknown[] = [12n, Symbol('a'), -0, Number.NaN, 'a\ud800', () => 'a', true]

const functions = {
  shout(value, { refuse, warn }) {
    if (typeof value !== 'string') return refuse('is no text')
    if (value.endsWith('!')) warn('NAME_CHANGED', 'was loud already')
    return value.toUpperCase()
  },
  wrap: (value) => ({ wrapped: value, twice: [value, value] }),
  'list-of': (value) => (Array.isArray(value) ? value : [value]),
  'in region': (value, { settings }) => `${typeof value} in ${String(settings.region)}`,
  picky: (value, { refuse }) => (typeof value === 'object' ? refuse('is no scalar') : value),
  brittle(value) {
    if (value === 'null') throw new Error('broke')
    return value === 'a' ? '' : value
  },
  odd: (value) => (typeof value === 'string' ? oddities[value.length % oddities.length] : value),
} satisfies Record<(typeof ownNames)[number], OwnFunction>
