import { sha256 } from '#sha256'
import { CrosswalkError, type Problem } from '../../errors.js'
import { measure } from '../../event/measure.js'
import { isObject } from '../../event/values.js'
import { zodProblems } from '../../zod-problems.js'
import type { MappingTree } from '../ast.js'
import { mappingFile } from '../format.js'
import { type ModuleNames, parseMapping } from '../parse.js'
import { applyOverrides, type Merged } from './apply.js'
import { fits } from './fits.js'
import { type Overrides, overridesFile } from './format.js'

/** As JSON text; more is no difference any more, but a mapping of its own. */
const MAX_CHARACTERS = 100_000
const inherited = ['__proto__', 'constructor', 'prototype']

/** The overrides of one connection, read and told apart from others. */
export interface Difference {
  overrides: Overrides
  /** The same for equal overrides. Their order counts, as it does in a mapping file. */
  hash: string
}

/** Throws a CrosswalkError. */
export function readOverrides(given: object): Difference {
  if (measure(given) !== 'fits') refuse('overrides', 'nested too deeply, or contain themselves')
  const text = JSON.stringify(given)
  if (text.length > MAX_CHARACTERS) {
    refuse('overrides', `longer than ${MAX_CHARACTERS} characters: write a mapping file instead`)
  }
  // A copy that nobody else holds: whatever the host does with its own, this stays.
  const json: unknown = JSON.parse(text)
  refuseInherited(json, 'overrides')
  const checked = overridesFile.safeParse(json)
  if (!checked.success) {
    const problems = zodProblems(
      checked.error,
      'OVERRIDES_INVALID',
      'overrides',
      overridesFile,
      json,
    )
    throw new CrosswalkError(problems)
  }
  return { overrides: checked.data, hash: sha256(JSON.stringify(checked.data)) }
}

function refuseInherited(value: unknown, path: string): void {
  if (typeof value !== 'object' || value === null) return
  for (const [name, member] of Object.entries(value)) {
    if (inherited.includes(name)) refuse(path, `"${name}" is never a name`)
    refuseInherited(member, Array.isArray(value) ? `${path}[${name}]` : `${path}.${name}`)
  }
}

/** The mapping with the overrides laid over it, read as any mapping. Throws a CrosswalkError that names places in the overrides. */
export function parseOverridden(
  file: unknown,
  overrides: Overrides,
  module: ModuleNames,
): MappingTree {
  const base = mappingFile.parse(file)
  const misfit = fits(overrides.base, base)
  if (misfit !== undefined) refuse('overrides.base', misfit)
  const merged = applyOverrides(base, overrides, module.include ?? [])
  if (merged.problems.length > 0) throw new CrosswalkError(merged.problems.map(invalid))
  try {
    return parseMapping(merged.file, module)
  } catch (error) {
    if (!(error instanceof CrosswalkError)) throw error
    throw new CrosswalkError(error.problems.map((problem) => invalid(placed(problem, merged))))
  }
}

/** The place in the overrides, or what in the mapping no longer holds by them. */
function placed(problem: Problem, { file, places }: Merged): Omit<Problem, 'code'> {
  const { message } = problem
  const path = problem.path.replace(`mappings/${file.destination}.json `, '')
  for (
    let end = path.length;
    end > 0;
    end = Math.max(path.lastIndexOf('.', end - 1), path.lastIndexOf('[', end - 1))
  ) {
    const found = places.get(path.slice(0, end))
    if (found !== undefined) return { path: `${found}${path.slice(end)}`, message }
  }
  return {
    path: 'overrides',
    message: `with them, ${path} of the mapping does not hold: ${message}`,
  }
}

const invalid = (problem: Omit<Problem, 'code'>): Problem => ({
  code: 'OVERRIDES_INVALID',
  ...problem,
})

function refuse(path: string, message: string): never {
  throw new CrosswalkError([invalid({ path, message })])
}

export function isGiven(overrides: unknown): overrides is object {
  return isObject(overrides) && Object.keys(overrides).length > 0
}
