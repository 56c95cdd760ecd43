import type { Destination } from '../destination.js'
import { CrosswalkError, type Problem } from '../errors.js'
import type { MappingProgram } from '../mapping/program.js'
import { didYouMean } from '../nearest.js'
import { joinPath, zodProblems } from '../zod-problems.js'
import { type Compiled, compiled } from './compiled.js'
import { type ConnectionConfig, connectionConfig } from './config.js'
import type { Connection, ConnectionInside } from './connection.js'

export type Preparation = { ok: true; connection: Connection } | { ok: false; problems: Problem[] }

export interface PrepareOptions {
  destinations: readonly Destination[]
}

/**
 * Checks the configuration of one connection and makes it ready. Never throws:
 * one bad configuration harms no other connection. Cheap: mappings are compiled
 * once for all connections of a destination.
 */
export function prepareConnection(config: unknown, { destinations }: PrepareOptions): Preparation {
  return prepareAt('', config, destinations)
}

function prepareAt(
  under: string,
  config: unknown,
  destinations: readonly Destination[],
): Preparation {
  try {
    return prepare(config, destinations, under)
  } catch (error) {
    if (error instanceof CrosswalkError) return { ok: false, problems: [...error.problems] }
    const message = 'reading the configuration threw an exception'
    return { ok: false, problems: [{ code: 'CONFIG_INVALID', path: under, message }] }
  }
}

/** A schema is asked a few times in a process: zod would compile it first, which costs more than it gains. */
const once = { jitless: true }

function prepare(
  config: unknown,
  destinations: readonly Destination[],
  under: string,
): Preparation {
  const checked = connectionConfig.safeParse(config, once)
  if (!checked.success) {
    return {
      ok: false,
      problems: zodProblems(checked.error, 'CONFIG_INVALID', under, connectionConfig, config),
    }
  }
  const { id, destination: slug, settings, enabled, events, overrides, ...rest } = checked.data
  const module = destinations.find((destination) => destination.slug === slug)
  if (module === undefined) {
    const known = destinations.map((destination) => destination.slug)
    const there = known.length === 0 ? 'no destination was given' : `there is ${known.join(', ')}`
    const message = `no destination "${slug}"${didYouMean(slug, known)}; ${there}`
    return {
      ok: false,
      problems: [{ code: 'DESTINATION_UNKNOWN', path: joinPath(under, ['destination']), message }],
    }
  }
  const fitted = module.settings.safeParse(settings, once)
  if (!fitted.success) {
    const path = joinPath(under, ['settings'])
    return {
      ok: false,
      problems: zodProblems(fitted.error, 'SETTINGS_INVALID', path, module.settings, settings),
    }
  }
  const found = compiledFor(module, overrides, under)
  const { program, futureMs, movedMs, version } = found
  const visible = Object.fromEntries(
    Object.entries(fitted.data).filter(([name]) => found.visible.has(name)),
  )
  const inside: ConnectionInside = {
    module,
    program,
    settings: fitted.data,
    visible,
    bound: bound(program, visible, under),
    futureMs,
    movedMs,
    names: [id, slug, ...(module.names ?? []), 'all'].map((name) => name.toLowerCase()),
    events: {
      ...(events.allow === undefined ? {} : { allow: new Set(events.allow) }),
      ...(events.deny === undefined ? {} : { deny: new Set(events.deny) }),
    },
    ...rest,
  }
  const connection = { id, destination: slug, mapping: `${slug}@${version}`, enabled }
  Object.defineProperty(connection, 'inside', { value: inside })
  return { ok: true, connection: connection as Connection }
}

function compiledFor(module: Destination, overrides: object, under: string): Compiled {
  try {
    return compiled(module, overrides)
  } catch (error) {
    if (!(error instanceof CrosswalkError)) throw error
    throw new CrosswalkError(
      error.problems.map((problem) =>
        problem.path.startsWith('overrides')
          ? { ...problem, path: joinPath(under, [problem.path]) }
          : problem,
      ),
    )
  }
}

function bound(
  program: MappingProgram,
  visible: Record<string, unknown>,
  under: string,
): readonly unknown[] {
  try {
    return program.bind(visible)
  } catch (error) {
    const path = joinPath(under, ['settings'])
    throw new CrosswalkError([
      { code: 'SETTINGS_INVALID', path, message: (error as Error).message },
    ])
  }
}

/** Prepares all, or throws one CrosswalkError that lists every problem of every one. */
export function prepareAll(given: {
  connections: readonly ConnectionConfig[]
  destinations: readonly Destination[]
}): Connection[] {
  const problems: Problem[] = []
  const connections: Connection[] = []
  given.connections.forEach((config, index) => {
    const prepared = prepareAt(`connections[${index}]`, config, given.destinations)
    if (prepared.ok) connections.push(prepared.connection)
    else problems.push(...prepared.problems)
  })
  if (problems.length > 0) throw new CrosswalkError(problems)
  return connections
}
