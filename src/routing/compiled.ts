import once from 'lodash/once.js'
import type { Destination } from '../destination.js'
import type { MappingTree } from '../mapping/ast.js'
import { interpreter } from '../mapping/interpret.js'
import {
  type Difference,
  isGiven,
  parseOverridden,
  readOverrides,
} from '../mapping/overrides/parse.js'
import { type ModuleNames, parseMapping } from '../mapping/parse.js'
import type { MappingProgram } from '../mapping/program.js'
import { type RecordingProgram, recorder } from '../mapping/record/index.js'
import { hashOf } from '../mapping/written.js'
import { isSecret, settingsOf } from '../setting-marks.js'

export interface Compiled {
  /** Parsed when it is first asked for: a program that is written already needs none. */
  tree: () => MappingTree
  /** Of the mapping, with what tells its overrides. */
  version: string
  program: MappingProgram
  /** The same with every decision on record, made when it is first asked for. */
  recorder: () => RecordingProgram
  /** The settings that mappings and builds may see: those that are known to hold no secret. */
  visible: ReadonlySet<string>
  /** The least that any of its endpoints takes. */
  futureMs: number
  movedMs: number
}

const compilations = new WeakMap<Destination, Compiled>()

/**
 * The mapping of a destination, compiled when its first connection is prepared,
 * and once for all connections with the same overrides. Throws a CrosswalkError
 * for a bad mapping file, or for overrides that do not fit it.
 */
export function compiled(module: Destination, overrides?: object): Compiled {
  const base = compilations.get(module) ?? compile(module)
  compilations.set(module, base)
  return isGiven(overrides) ? overridden(module, base, readOverrides(overrides)) : base
}

/** By hash, as long as a connection has the program: what one tenant changed last year is not kept. */
const differences = new WeakMap<Destination, Map<string, WeakRef<MappingProgram>>>()
const forget = new FinalizationRegistry<() => void>((clean) => clean())

/** What was made together with a program, as long as that is there. */
const whole = new WeakMap<MappingProgram, Compiled>()

/** The same mapping as a program's, with every decision on record. */
export function recorderOf(program: MappingProgram): RecordingProgram {
  const compilation = whole.get(program)
  if (compilation === undefined) throw new Error('a program that was not compiled here')
  return compilation.recorder()
}

function overridden(
  module: Destination,
  base: Compiled,
  { overrides, hash }: Difference,
): Compiled {
  const known = differences.get(module) ?? new Map<string, WeakRef<MappingProgram>>()
  differences.set(module, known)
  const kept = known.get(hash)?.deref()
  const ready = kept === undefined ? undefined : whole.get(kept)
  if (ready !== undefined) return ready
  const tree = parseOverridden(module.mapping, overrides, namesOf(module, base.visible))
  const version = `${tree.version}+overrides.${hash.slice(0, 8)}`
  const interpreted = programs(module, () => tree, interpreter(tree, module.functions))
  const compilation = remembered({ ...base, ...interpreted, version })
  const reference = new WeakRef(compilation.program)
  known.set(hash, reference)
  forget.register(compilation.program, () => {
    if (known.get(hash) === reference) known.delete(hash)
  })
  return compilation
}

function remembered(compilation: Compiled): Compiled {
  whole.set(compilation.program, compilation)
  return compilation
}

function compile(module: Destination): Compiled {
  const visible = visibleOf(module)
  const tree = once(() => parseMapping(module.mapping, namesOf(module, visible)))
  const program = writtenFor(module) ?? interpreter(tree(), module.functions)
  const windows = Object.values(module.endpoints).map(({ window }) => window ?? {})
  const futures = windows.map(({ futureMs = Infinity }) => futureMs)
  const pasts = windows.map(({ older, pastMs = Infinity }) =>
    older === 'moves' ? pastMs : Infinity,
  )
  return remembered({
    ...programs(module, tree, program),
    version: program.version,
    visible,
    futureMs: Math.min(...futures),
    movedMs: Math.min(...pasts),
  })
}

function visibleOf(module: Destination): ReadonlySet<string> {
  const settings = Object.entries(settingsOf(module.settings) ?? {})
  return new Set(settings.flatMap(([name, schema]) => (isSecret(schema) ? [] : [name])))
}

/** What the program of a module is known by. */
export function programHash(module: Destination): string {
  return hashOf(module.mapping, namesOf(module, visibleOf(module)))
}

/** The program that was written from this very mapping, if there is one. */
function writtenFor(module: Destination): MappingProgram | undefined {
  const { program, functions = {} } = module
  return program?.hash === programHash(module) ? program.default(functions) : undefined
}

function programs({ functions }: Destination, tree: () => MappingTree, program: MappingProgram) {
  return { tree, program, recorder: once(() => recorder(tree(), functions)) }
}

/** What a mapping may refer to in its module. */
function namesOf(module: Destination, visible: ReadonlySet<string>): ModuleNames {
  return {
    actions: Object.keys(module.actions),
    settings: [...visible],
    functions: Object.keys(module.functions ?? {}),
    include: module.include ?? [],
  }
}
