import { drawConditions } from './conditions.js'
import {
  type Around,
  chance,
  choose,
  type Drawing,
  type Json,
  oneOf,
  several,
  use,
} from './drawing.js'
import { drawNode } from './node.js'
import { drawSteps } from './steps.js'

/** The vendor's names; numbers come first in an object, whatever their order. */
const names = [
  ...['x', 'y', 'z', 'a', 'b', '1', 'two words', '$set', 'ščř', 'toString', 'note'],
] as const

/** Names that parts of fields have, and no object else: two parts of one name do not go together. */
const ofParts = { one: ['p', 'q'], two: ['r', 's'] } as const
export const fieldParts = Object.keys(ofParts) as (keyof typeof ofParts)[]

export function drawFields(around: Around, drawing: Drawing, most: number): Json {
  const { random } = drawing
  const object: Json = {}
  const used = drawing.fieldParts.filter(() => chance(random, 0.15))
  if (used.length > 0) object.use = used
  const brought = used.flatMap((name) => [...ofParts[name as keyof typeof ofParts]])
  const chosen = [...new Set(several(random, 1, most, () => choose(random, names)))]
  const { fields, written } = members(chosen, brought, around, drawing)
  if (used.length === 0 || chance(random, 0.8)) object.fields = fields
  const all = object.fields === undefined ? brought : written
  if (chance(random, 0.2))
    object.rest = drawRest({ ...around, scope: [all, ...around.scope] }, drawing)
  if (chance(random, 0.15)) object.max = 1 + Math.floor(random() * 6)
  if (chance(random, 0.06)) object.needs = all.filter(() => chance(random, 0.7))
  return object
}

function members(
  chosen: readonly string[],
  above: readonly string[],
  around: Around,
  drawing: Drawing,
): { fields: Json; written: string[] } {
  const written = [...above]
  const fields: Json = {}
  // An object has its numbers first, and so `out` sees them first.
  for (const name of Object.keys(Object.fromEntries(chosen.map((name) => [name, 0])))) {
    fields[name] = drawNode({ ...around, scope: [[...written], ...around.scope] }, drawing)
    written.push(name)
  }
  return { fields, written }
}

const poured = ['properties', 'traits', 'context', 'user', 'options', 'properties.a']

function drawRest(around: Around, drawing: Drawing): unknown {
  const { random } = drawing
  const path = use(choose(random, poured), drawing)
  return oneOf<unknown>(random, [
    () => path,
    () => ({ from: path, as: 'unread' }),
    () => ({ from: path, as: ['unread', { omit: ['a'] }] }),
    () => ({ from: path, as: drawSteps(around, drawing, path) }),
    () => [drawNode(around, drawing), path],
    () => drawNode(around, drawing),
  ])
}

/** A part that `use` takes. */
export function drawFieldPart(name: keyof typeof ofParts, drawing: Drawing): Json {
  const around = { scope: [], depth: 2 }
  const { fields } = members(ofParts[name], [], around, drawing)
  return chance(drawing.random, 0.4)
    ? { fields, when: drawConditions(around, drawing) }
    : { fields }
}
