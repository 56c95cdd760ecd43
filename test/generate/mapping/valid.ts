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
    const drawn = drawMapping(random)
    const tree = parsed(drawn)
    if (tree === undefined) continue
    number++
    yield { seed, random, drawn, tree }
  }
}

function parsed({ file, names }: DrawnMapping): MappingTree | undefined {
  try {
    return parseMapping(file, names)
  } catch {
    return undefined
  }
}
