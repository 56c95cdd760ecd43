import { sha256 } from '#sha256'
import type { OwnFunction } from './own-step.js'
import type { ModuleNames } from './parse.js'
import type { MappingProgram } from './program.js'

/** The module that a mapping was written as: `import * as program from '#programs/<slug>'`. */
export interface WrittenProgram {
  /** Of the mapping that it was written from. */
  hash: string
  default: (functions: Readonly<Record<string, OwnFunction>>) => MappingProgram
}

/** Counts the changes after which a program that was written before cannot be used. */
const edition = 2

/** Tells whether a program was written from this mapping, for this module, and for these functions to call. */
export function hashOf(mapping: object, names: ModuleNames): string {
  return sha256(JSON.stringify([edition, mapping, names]))
}
