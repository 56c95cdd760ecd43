import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { isWebUrl } from '../delivery/origins.js'
import { CrosswalkError, type Problem } from '../errors.js'
import { DEFAULT_WINDOW_MS, doubles } from '../event/doubles.js'
import { createRouter, type Router } from '../router.js'
import type { ConnectionConfig } from '../routing/config.js'
import { zodProblems } from '../zod-problems.js'
import { UsageError } from './usage.js'

const configFile = z.strictObject({
  connections: z.array(z.unknown()).min(1),
  aliases: z.record(z.string(), z.string()).optional(),
  dedupe: z.strictObject({ windowMs: z.int().min(0).default(DEFAULT_WINDOW_MS) }).optional(),
})

export interface LoadedConfig {
  router: Router
  /** Connection id → where its requests go instead. */
  origins: Record<string, string>
  /** Tells of each event, in the order of the input, whether it is a double of an earlier one; never where `dedupe` is not configured. */
  isDouble: (event: unknown) => boolean
}

/** The configuration file, with `$NAME` of the environment. Throws one error that lists every problem of its form. */
export function readConfig(
  file: string,
  environment: Readonly<Record<string, string | undefined>>,
) {
  const json = readJson(file)
  const checked = configFile.safeParse(json)
  if (!checked.success) {
    throw new CrosswalkError(zodProblems(checked.error, 'CONFIG_INVALID', '', configFile, json))
  }
  const problems: Problem[] = []
  const origins: Record<string, string> = {}
  const connections = checked.data.connections.map((connection, index) =>
    readConnection(connection, `connections[${index}]`, environment, origins, problems),
  )
  if (problems.length > 0) throw new CrosswalkError(problems)
  const { aliases = {}, dedupe } = checked.data
  return { connections: connections as ConnectionConfig[], aliases, dedupe, origins }
}

/** The same, ready to map. Throws one error that lists every problem. */
export async function loadConfig(
  file: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<LoadedConfig> {
  const { connections, aliases, dedupe, origins } = readConfig(file, environment)
  const { destinations } = await import('crosswalk/destinations')
  const router = createRouter({ connections, destinations, aliases })
  const isDouble = dedupe === undefined ? () => false : doubles({ ...dedupe, aliases })
  return { router, origins, isDouble }
}

function readJson(file: string): unknown {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    throw new UsageError(
      `cannot read the configuration ${file} (${code}); name another with --config`,
    )
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    const position = /position (\d+)/.exec((error as Error).message)?.[1]
    const line =
      position === undefined ? '' : `, line ${text.slice(0, Number(position)).split('\n').length}`
    throw new UsageError(`the configuration ${file} is not JSON${line}`)
  }
}

function readConnection(
  connection: unknown,
  path: string,
  environment: Readonly<Record<string, string | undefined>>,
  origins: Record<string, string>,
  problems: Problem[],
): unknown {
  if (typeof connection !== 'object' || connection === null) return connection
  const { baseUrl, ...rest } = connection as Record<string, unknown>
  const settings = fromEnvironment(rest.settings, `${path}.settings`, environment, problems)
  if (baseUrl !== undefined) {
    const url = fromEnvironment(baseUrl, `${path}.baseUrl`, environment, problems)
    if (!isWebUrl(url)) {
      problems.push({
        code: 'CONFIG_INVALID',
        path: `${path}.baseUrl`,
        message: 'must be an http or https URL',
      })
    } else origins[String(rest.id)] = url
  }
  return 'settings' in rest ? { ...rest, settings } : rest
}

/** `$NAME` → the variable; `$$` → a literal `$`. */
function fromEnvironment(
  value: unknown,
  path: string,
  environment: Readonly<Record<string, string | undefined>>,
  problems: Problem[],
): unknown {
  if (typeof value === 'object' && value !== null) {
    const list = Array.isArray(value)
    const entries = Object.entries(value).map(([name, member]) => [
      name,
      fromEnvironment(member, list ? `${path}[${name}]` : `${path}.${name}`, environment, problems),
    ])
    return list ? entries.map(([, member]) => member) : Object.fromEntries(entries)
  }
  if (typeof value !== 'string' || !value.startsWith('$')) return value
  if (value.startsWith('$$')) return value.slice(1)
  const name = value.slice(1)
  if (!/^[A-Za-z_]\w*$/.test(name)) {
    const message = 'begins with $ but names no variable; write $$ for a literal $'
    problems.push({ code: 'CONFIG_INVALID', path, message })
    return value
  }
  const found = environment[name]
  if (found === undefined || found === '') {
    const message = `the environment variable ${name} is not set; set it, or write the value in its place`
    problems.push({ code: 'VARIABLE_UNSET', path, message })
  }
  return found
}
