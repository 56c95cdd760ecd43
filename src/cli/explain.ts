import { parseArgs } from 'node:util'
import { type Trace, trace } from '../trace.js'
import { loadConfig } from './config.js'
import { describeTrace } from './explain-view.js'
import { openInput, type Read, readEvents } from './input.js'
import { lineWriter } from './output.js'
import { painter } from './paint.js'
import { chosenConnections, parseNow, UsageError } from './usage.js'

/** Why each event became what it did at one connection. Gives the exit code. */
export async function explain(words: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      config: { type: 'string', default: 'crosswalk.config.json' },
      to: { type: 'string' },
      field: { type: 'string' },
      source: { type: 'string' },
      message: { type: 'string' },
      now: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  const now = parseNow(values.now)
  const { router, isDouble } = await loadConfig(values.config, process.env)
  const [id] =
    chosenConnections(values.to === undefined ? [] : [values.to], router.connections.keys()) ?? []
  if (id === undefined) {
    const ids = [...router.connections.keys()].join(', ')
    throw new UsageError(`explain needs --to and the id of one connection; there is ${ids}`)
  }
  const traceOf = (read: Read): Trace => {
    const { ref } = read
    if (read.ok)
      return router.explain(read.event, id, { ref, now, duplicate: isDouble(read.event) })
    const connection = router.connections.get(id)
    if (connection === undefined) throw new Error(`no connection ${id}`)
    const { problem } = read
    return trace(connection, { ok: false, problem, messageId: null, changes: [] }, ref, false, now)
  }

  const out = lineWriter(process.stdout)
  const paint = painter(process.stdout)
  const { field, source, message } = values
  let good = true
  let found = false
  for await (const read of readEvents(openInput(positionals[0]))) {
    const whole = traceOf(read)
    if (message !== undefined && whole.event !== message) continue
    found = true
    good &&= whole.outcome !== 'failed'
    const shown = narrowed(whole, field, source)
    if (values.json) await out.write(shown)
    else await out.text(describeTrace(shown, { field, source }, paint))
  }
  await out.flush()
  if (!found && message !== undefined) {
    process.stderr.write(`crosswalk: no event has the messageId ${message}\n`)
    return 1
  }
  return good ? 0 : 1
}

/** Only what concerns one target field, or one path of the event. */
function narrowed(whole: Trace, field: string | undefined, source: string | undefined): Trace {
  const { fields, normalized, unused, altered } = whole
  const concerned = fields
    .filter(({ target }) => field === undefined || isOf(target, field))
    .filter((one) => source === undefined || readsOf(one).some((path) => isOf(path, source)))
  if (field !== undefined) {
    return {
      ...whole,
      fields: concerned,
      normalized: [],
      unused: [],
      altered: altered.filter(({ path }) => isOf(path, field)),
    }
  }
  if (source === undefined) return whole
  const targets = new Set(concerned.map(({ target }) => target))
  return {
    ...whole,
    fields: concerned,
    normalized: normalized.filter(({ path }) => isOf(path, source)),
    unused: unused.filter((path) => isOf(path, source)),
    altered: altered.filter(({ path }) => targets.has(path) || isOf(path, source)),
  }
}

function readsOf({ source, missed }: Trace['fields'][number]): string[] {
  const paths = [source ?? '', ...missed.map(({ path }) => path)]
  return paths.flatMap((path) => path.split(', ')).map((path) => path.replace(/^sent\./, ''))
}

/** Whether a path is the wanted one, or stands below it; a target is also known by its last names. */
function isOf(path: string, wanted: string): boolean {
  if (path === wanted || path.endsWith(`.${wanted}`)) return true
  return path.startsWith(`${wanted}.`) || path.startsWith(`${wanted}[`)
}
