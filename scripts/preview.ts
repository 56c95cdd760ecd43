/** `npm start`: the sample events of examples/, and what each destination would be sent. Sends nothing. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { styleText } from 'node:util'
import { createBatcher, mask, type Result } from 'crosswalk'
import { loadConfig } from '../src/cli/config.js'

const example = (name: string) => fileURLToPath(new URL(`../examples/${name}`, import.meta.url))
const colour = process.stdout.isTTY && !process.env.NO_COLOR
const paint = (style: 'bold' | 'green' | 'yellow' | 'red' | 'dim', text: string) =>
  colour ? styleText(style, text) : text
const say = (text = '') => console.log(text)

const { router } = await loadConfig(example('crosswalk.config.json'), process.env)
const events = readFileSync(example('events.ndjson'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line))
const width = Math.max(...[...router.connections.keys()].map(({ length }) => length))
const batcher = createBatcher(router)
const requests = []

say(
  paint(
    'bold',
    `${events.length} events of examples/events.ndjson, ${router.connections.size} connections`,
  ),
)
for (const [index, event] of events.entries()) {
  const results = router.map(event, {
    ref: { line: index + 1 },
    now: Date.parse('2026-03-02T09:00:00Z'),
  })
  say()
  say(paint('bold', `line ${index + 1}  ${event.type} ${event.event ? `"${event.event}"` : ''}`))
  for (const result of results) {
    describe(result)
    requests.push(...batcher.add(result))
  }
}
requests.push(...batcher.flush())

say()
say(paint('bold', `What would be sent: ${requests.length} requests`))
for (const request of requests.map(mask)) {
  say()
  say(`${request.method} ${request.url}`)
  for (const [name, value] of Object.entries(request.headers))
    say(paint('dim', `  ${name}: ${value}`))
  const lines = JSON.stringify(said(request.body), null, 2).split('\n')
  for (const line of lines.slice(0, 40)) say(`  ${line}`)
  if (lines.length > 40) say(paint('dim', `  … ${lines.length - 40} more lines`))
  say(
    paint(
      'dim',
      `  carries ${count(request.items.length, 'item')} of ${count(countEvents(request.items), 'event')}`,
    ),
  )
}
say()
say('The same as NDJSON, for your own events:')
say('  npx crosswalk map --config examples/crosswalk.config.json --requests YOUR-EVENTS.ndjson')

/** What a body says: JSON, or the fields of a form. */
function said(body: string): unknown {
  return body.startsWith('{') || body.startsWith('[')
    ? JSON.parse(body)
    : Object.fromEntries(new URLSearchParams(body))
}

function describe(result: Result): void {
  const name = result.connection.padEnd(width)
  if (result.outcome === 'skipped')
    say(`  ${paint('dim', `${name} skipped  ${result.reason}: ${result.message}`)}`)
  else if (result.outcome === 'failed') {
    const { code, message } = result.error
    say(`  ${paint('red', `${name} failed   ${code}: ${message}`)}`)
  } else {
    say(
      `  ${paint('green', `${name} mapped`)}   ${result.items.map((item) => `${item.endpoint} ${item.key}`).join(', ')}`,
    )
    for (const { code, path, message } of result.warnings) {
      say(`       ${paint('yellow', `! ${code} ${path}`)} ${message}`)
    }
  }
}

function countEvents(items: readonly { event: string | null }[]): number {
  return new Set(items.map(({ event }) => event)).size
}

function count(number: number, what: string): string {
  return number === 1 ? `1 ${what}` : `${number} ${what}s`
}
