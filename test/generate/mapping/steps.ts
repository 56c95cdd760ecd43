import type { z } from 'zod'
import { steps as definitions } from '../../../src/mapping/steps/index.js'
import { type Around, chance, choose, type Drawing, type Json, oneOf, several } from './drawing.js'
import { drawNode } from './node.js'
import { scalars } from './values.js'

/** A step takes of these what its schema holds for valid. */
const candidates: readonly unknown[] = [
  ...[0, 1, 2, 3, 5, 8, 20, 100],
  ...[{ bytes: 0 }, { bytes: 3 }, { bytes: 7 }, { bytes: 50 }],
  ...['v4', 'any', 'YYYYMMDD', '-', 'a', 'a-z_', '0-9A-Za-z_', '\\p{L} ', ' ', '\ude00', 'cio_'],
  ...[['a-z', 'a-z0-9_ '], ['A-Z', 'A-Z -'], ['price', 'a'], ['a'], ['price', 'b', '0']],
  ...[[0], [-90, 90], [1, 1]],
  ...[{ '-': '_' }, { a: 'b', b: '' }, { '\ud83d': '?' }, { note: 'x', place: 'y' }],
  ...[{ members: 0 }, { members: 2 }, { depth: 0 }, { depth: 1 }, { depth: 2, chars: 3 }],
  ...[{ bytes: 12, keyBytes: 3 }, { chars: 0 }, { members: 3, bytes: 40 }],
]

const plain = new Map(
  Object.entries(definitions).flatMap(([name, { argument, examples }]) => {
    if (typeof argument === 'string') return []
    const given = examples.map(({ as }) => (as as Json)[name])
    const valid = [...given, ...candidates].filter((one) => takes(argument, one))
    return [[name, valid] as const]
  }),
)

function takes(schema: z.ZodType, value: unknown): boolean {
  return schema.safeParse(value).success
}

const names = Object.keys(definitions)
/** Steps that end many values: drawn too often, they leave nothing for the others. */
const narrow = new Set(['email', 'ip', 'currency', 'date', 'only', 'table', 'after', 'unread'])

export const ownNames: readonly string[] = [
  'shout',
  'wrap',
  'list-of',
  'in region',
  'picky',
  'brittle',
  'odd',
]

/** One step or several; `first`: whether `unread` may stand here. */
export function drawSteps(around: Around, drawing: Drawing, list?: string): unknown {
  const { random } = drawing
  const drawn = several(random, 1, 3, () => drawStep(around, drawing, undefined))
  if (list !== undefined && chance(random, 0.4)) drawn[0] = drawStep(around, drawing, list)
  return drawn.length === 1 && chance(random, 0.5) ? drawn[0] : drawn
}

function drawStep(around: Around, drawing: Drawing, list: string | undefined): unknown {
  const { random } = drawing
  if (chance(random, 0.15)) return `own.${choose(random, ownNames)}`
  let name = choose(random, names)
  if (narrow.has(name)) name = choose(random, names)
  return written(name, around, drawing, list)
}

function written(name: string, around: Around, drawing: Drawing, list: string | undefined) {
  const { random } = drawing
  const kind = definitions[name]?.argument
  switch (kind) {
    case 'none':
      return name
    case 'source':
      return list === undefined ? 'compact' : name
    case 'names':
      return { [name]: drawNames(drawing) }
    case 'table': {
      const inSetting = chance(random, 0.2)
      return { [name]: inSetting ? 'settings.lookUp' : choose(random, drawing.lookUps) }
    }
    case 'steps':
      return { [name]: drawSteps({ ...around, depth: around.depth + 1 }, drawing) }
    case 'node': {
      if (around.depth > 2) return 'json'
      const inside = { ...around, item: { list }, depth: around.depth + 1 }
      return { [name]: drawNode(inside, drawing) }
    }
    default:
      return { [name]: choose(random, plain.get(name) ?? [undefined]) }
  }
}

/** A list of texts, a table or a setting. */
export function drawNames({ random, sets, lookUps }: Drawing): unknown {
  return oneOf<unknown>(random, [
    () => several(random, 1, 4, () => String(choose(random, scalars))),
    () => choose(random, sets),
    () => choose(random, lookUps),
    () => 'settings.names',
  ])
}
