import type { MappingTree } from '../../../src/mapping/ast.js'
import { parseMapping } from '../../../src/mapping/parse.js'
import { mulberry32 } from '../../stand-in/random.js'
import type { Random } from '../../stand-in/vendor.js'
import { type DrawnMapping, drawMapping } from './index.js'

export interface ValidMapping {
  seed: number
  /** Goes on where the mapping was drawn. */
  random: Random
  drawn: DrawnMapping
  tree: MappingTree
}

/** So many mappings, always the same; those that only the parser can tell to be none, such as one with a rule that nothing reaches, are passed over. */
export function* validMappings(count: number): Generator<ValidMapping> {
  for (let seed = 1, number = 0; number < count; seed++) {
    const random = mulberry32(seed)
    const once = drawMapping(random)
    const drawn = seed % 3 === 0 ? twice(once) : once
    const tree = parsed(drawn)
    if (tree === undefined) continue
    number++
    yield { seed, random, drawn, tree }
  }
}

/** Each action twice: nodes that stand in a mapping more than once are written in another way. */
function twice(drawn: DrawnMapping): DrawnMapping {
  const file = structuredClone(drawn.file) as { rules: { emit?: object[] }[] }
  for (const rule of file.rules) {
    if (rule.emit !== undefined) rule.emit = [...rule.emit, ...rule.emit]
  }
  return { ...drawn, file }
}

function parsed({ file, names }: DrawnMapping): MappingTree | undefined {
  try {
    return parseMapping(file, names)
  } catch {
    return undefined
  }
}
