import { parseArgs } from 'node:util'
import { toId } from '../event/ids.js'
import { own } from '../event/values.js'
import { loadConfig } from './config.js'
import { fieldsIn } from './explain-scope.js'
import { describeTrace } from './explain-view.js'
import { openInput, readEvents } from './input.js'
import { lineWriter } from './output.js'
import { painter } from './paint.js'
import { chosenConnections, oneInput, parseNow, UsageError } from './usage.js'

/** Why each event became what it did at one connection. Gives the exit code. */
export async function explain(words: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      config: { type: 'string', default: 'crosswalk.config.json' },
      to: { type: 'string', multiple: true },
      field: { type: 'string' },
      source: { type: 'string' },
      message: { type: 'string' },
      now: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  })
  const input = oneInput('explain', positionals)
  const now = parseNow(values.now)
  const { router, isDouble } = await loadConfig(values.config, process.env)
  const [id, ...more] = chosenConnections(values.to ?? [], router.connections.keys()) ?? []
  if (id === undefined || more.length > 0) {
    const ids = [...router.connections.keys()].join(', ')
    throw new UsageError(`explain needs --to with the id of one connection; there is ${ids}`)
  }

  const out = lineWriter(process.stdout)
  const paint = painter(process.stdout)
  const { field, source, message } = values
  const scope = { field, source }
  let good = true
  let found = false
  for await (const read of readEvents(openInput(input))) {
    const { ref } = read
    const duplicate = read.ok && isDouble(read.event)
    if (message !== undefined && !(read.ok && toId(own(read.event, 'messageId')) === message)) {
      continue
    }
    found = true
    const trace = read.ok
      ? router.explain(read.event, id, { ref, now, duplicate })
      : router.explain(undefined, id, { ref, now, problem: read.problem })
    good &&= trace.outcome !== 'failed'
    if (values.json) await out.write({ ...trace, fields: fieldsIn(trace, scope) })
    else await out.text(describeTrace(trace, scope, paint))
  }
  await out.flush()
  if (!found && message !== undefined) {
    process.stderr.write(`crosswalk: no event has the messageId ${message}\n`)
    return 1
  }
  return good ? 0 : 1
}
