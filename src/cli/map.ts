import { parseArgs } from 'node:util'
import { createBatcher } from '../delivery/batch.js'
import { mask, type WireRequest } from '../delivery/request.js'
import { loadConfig } from './config.js'
import { openInput, readEvents } from './input.js'
import { lineWriter } from './output.js'
import { createTally } from './tally.js'
import { chosenConnections, oneInput, parseNow } from './usage.js'

/** Events → results, or with `--requests` the wire requests after batching. Gives the exit code. */
export async function map(words: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      config: { type: 'string', default: 'crosswalk.config.json' },
      to: { type: 'string', multiple: true },
      now: { type: 'string' },
      requests: { type: 'boolean', default: false },
      'show-secrets': { type: 'boolean', default: false },
    },
  })
  const input = oneInput('map', positionals)
  const now = parseNow(values.now)
  const { router, isDouble } = await loadConfig(values.config, process.env)
  const only = chosenConnections(values.to, router.connections.keys())
  const batcher = createBatcher(router)
  const out = lineWriter(process.stdout)
  const tally = createTally()
  const shown = (request: WireRequest) => (values['show-secrets'] ? request : mask(request))
  const options = only === undefined ? { now } : { now, only }

  for await (const read of readEvents(openInput(input))) {
    const { ref } = read
    const results = read.ok
      ? router.map(read.event, { ...options, ref, duplicate: isDouble(read.event) })
      : router.fail(read.problem, { ...options, ref })
    for (const result of results) {
      tally.add(result)
      if (!values.requests) await out.write(result)
      else for (const request of batcher.add(result)) await out.write(shown(request))
    }
  }
  for (const request of batcher.flush()) await out.write(shown(request))
  await out.flush()
  if (values.requests || !tally.good()) process.stderr.write(`${tally.lines().join('\n')}\n`)
  return tally.good() ? 0 : 1
}
