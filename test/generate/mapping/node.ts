import { warningCodes } from '../../../src/result.js'
import { drawConditions } from './conditions.js'
import {
  type Around,
  chance,
  choose,
  type Drawing,
  type Json,
  oneOf,
  pathAt,
  several,
  use,
  words,
} from './drawing.js'
import { drawFields } from './object.js'
import { drawSteps } from './steps.js'
import { drawConstant } from './values.js'

const codes = Object.keys(warningCodes)

/** A node of any kind in any spelling. */
export function drawNode(around: Around, drawing: Drawing): unknown {
  const { random } = drawing
  if (chance(random, 0.25)) return pathAt(around, drawing)
  const inside = { ...around, depth: around.depth + 1 }
  if (chance(random, 0.05)) return alternatives(inside, drawing)
  const [source, read] = drawSource(inside, drawing)
  return { ...source, ...policies(inside, drawing, read) }
}

/** The key that tells the kind; with the path, where it is one. */
function drawSource(around: Around, drawing: Drawing): [Json, string?] {
  const { random, parts } = drawing
  const kind = random()
  if (kind < 0.4 || around.depth > 4) {
    const path = pathAt(around, drawing)
    return [{ from: path }, path]
  }
  if (kind < 0.52) return [{ from: alternatives(around, drawing) }]
  if (kind < 0.55) return [{ from: drawNode(around, drawing) }]
  if (kind < 0.62) return [{ value: drawConstant(random) }]
  if (kind < 0.71) return [{ template: drawTemplate(around, drawing) }]
  if (kind < 0.74) return [{ template: { from: use('settings.template', drawing) } }]
  if (kind < 0.77) return [{ at: use('settings.path', drawing) }]
  if (kind < 0.86) return [drawFields(around, drawing, 3)]
  if (kind < 0.92) return [drawList(around, drawing)]
  const [first, ...others] = parts
  if (kind < 0.97 || first === undefined) {
    return [{ pair: { key: drawNode(around, drawing), value: drawNode(around, drawing) } }]
  }
  return [{ part: choose(random, [first, ...others]) }]
}

/** A constant without condition may only stand last. */
function alternatives(around: Around, drawing: Drawing): unknown[] {
  const { random } = drawing
  const options = several(random, 1, 3, () => drawNode(around, drawing))
  return options.map((option, index) => {
    if (index === options.length - 1 || !isConstant(option)) return option
    return { ...option, when: drawConditions(around, drawing, 1) }
  })
}

function isConstant(node: unknown): node is Json {
  return typeof node === 'object' && node !== null && ('value' in node || 'part' in node)
}

function drawList(around: Around, drawing: Drawing): Json {
  const { random } = drawing
  const list = several(random, 1, 4, () => drawNode(around, drawing))
  return chance(random, 0.4) ? { list, blank: drawConstant(random) } : { list }
}

export function drawTemplate(around: Around, drawing: Drawing): string {
  const { random } = drawing
  const part = () => (chance(random, 0.6) ? `{{${spelled(pathAt(around, drawing))}}}` : drawText())
  const drawText = () => choose(random, ['a', ' – ', `\`\${x}\``, '\\"', 'é\ud83d', '*/'])
  return several(random, 1, 4, part).join('')
}

/** In a template a name that is no identifier stands in brackets; lists are read one level up. */
function spelled(path: string): string {
  const [root = '', ...names] = path.replaceAll('[]', '').split('.')
  return [root, ...names.map((name) => (/^[a-z]\w*$/i.test(name) ? name : `[${name}]`))].join('.')
}

function policies(around: Around, drawing: Drawing, read: string | undefined): Json {
  const { random } = drawing
  const own: Json = {}
  if (chance(random, 0.15)) own.when = drawConditions(around, drawing)
  if (chance(random, 0.5)) own.as = drawSteps(around, drawing, read)
  if (chance(random, 0.1)) own.default = drawConstant(random)
  if (chance(random, 0.08)) own.required = drawRequired(around, drawing)
  if (chance(random, 0.07)) own.warn = choose(random, codes)
  if (chance(random, 0.1)) own.note = choose(random, words)
  return own
}

function drawRequired(around: Around, drawing: Drawing): unknown {
  const { random } = drawing
  return oneOf<unknown>(random, [
    () => random() < 0.3,
    () => 'parent',
    () => 'parent',
    () => drawConditions(around, drawing),
  ])
}
