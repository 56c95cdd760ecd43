import { parseArgs } from 'node:util'
import { placeholders } from '../check/settings.js'
import type { Destination } from '../destination.js'
import { differences } from '../diff/compare.js'
import { createRouter, type Router } from '../router.js'
import { readConfig } from './config.js'
import { type Compared, inWords, summaryOf } from './diff-view.js'
import { openInput, readEvents } from './input.js'
import { readMapping, withMapping } from './mapping-file.js'
import { lineWriter } from './output.js'
import { parseNow, UsageError } from './usage.js'

/** What a change of a mapping file does to events. Gives the exit code, as diff does: 0 nothing, 1 something. */
export async function diff(words: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      events: { type: 'string' },
      config: { type: 'string' },
      now: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  const [before, after, ...more] = positionals
  if (
    before === undefined ||
    after === undefined ||
    more.length > 0 ||
    values.events === undefined
  ) {
    throw new UsageError('diff needs two mapping files and events: diff OLD NEW --events FILE')
  }
  const { destinations } = await import('crosswalk/destinations')
  const [old, changed] = [before, after].map((file) => moduleOf(file, destinations))
  if (old === undefined || changed === undefined) throw new Error('no module for a file')
  if (old.slug !== changed.slug) {
    throw new UsageError(`${before} is of "${old.slug}", ${after} of "${changed.slug}"`)
  }
  const config = configFor(old, values.config)
  const routers = [old, changed].map((module) =>
    createRouter({ ...config, destinations: [module] }),
  )
  const now = parseNow(values.now)
  const out = lineWriter(process.stdout)
  const summary = summaryOf()
  for await (const read of readEvents(openInput(values.events))) {
    const found = compared(routers, (router) =>
      read.ok
        ? router.map(read.event, { ref: read.ref, now })
        : router.fail(read.problem, { ref: read.ref }),
    )
    summary.add(found)
    for (const one of found) {
      if (values.json) await out.write(one)
      else await out.text(inWords(one))
    }
  }
  await out.flush()
  process.stderr.write(summary.text())
  return summary.differing() ? 1 : 0
}

function moduleOf(file: string, destinations: readonly Destination[]): Destination {
  const module = withMapping(readMapping(file).mapping, destinations)
  if ('message' in module) throw new UsageError(`${file}: ${module.message}`)
  return module
}

/** The connections of a destination, or one with settings that are nobody's. No request is made: a credential may be missing. */
function configFor({ slug, settings }: Destination, file: string | undefined) {
  if (file === undefined) {
    return { connections: [{ id: slug, destination: slug, settings: placeholders(settings) }] }
  }
  const environment = new Proxy(process.env, {
    get: (env, name) => env[String(name)] || 'placeholder',
  })
  const { connections, aliases } = readConfig(file, environment)
  const own = connections.filter(({ destination }) => destination === slug)
  if (own.length === 0) throw new UsageError(`${file} has no connection to "${slug}"`)
  return { connections: own, aliases }
}

function compared(
  routers: readonly Router[],
  map: (router: Router) => ReturnType<Router['map']>,
): Compared[] {
  const [before = [], after = []] = routers.map(map)
  return before.flatMap((old, index) => {
    const now = after[index]
    const changes = now === undefined ? [] : differences(old, now)
    const { ref, event, connection } = old
    return changes.length === 0 ? [] : [{ ref, event, connection, changes }]
  })
}
