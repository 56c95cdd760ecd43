import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const samples = readFileSync(`${root}/examples/events.ndjson`, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Record<string, unknown>)

const connections = ['fb', 'capi', 'amp', 'cio', 'pipelines']

/** Maps so many events through the built command line. */
async function run(count: number, ...words: string[]) {
  const child = spawn(
    process.execPath,
    [
      '--env-file=examples/placeholders.env',
      ...['--import', './test/deep/peak.js', 'dist/src/cli/index.js', 'map'],
      ...['--config', 'examples/crosswalk.config.json', ...words],
      ...connections.flatMap((id) => ['--to', id]),
    ],
    { cwd: root, stdio: ['pipe', 'pipe', 'ignore', 'pipe'] },
  )
  const { stdin, stdout } = child
  const peak = text(child.stdio[3] as NodeJS.ReadableStream)
  let lines = 0
  stdout?.on('data', (chunk: Buffer) => {
    for (const byte of chunk) if (byte === 10) lines++
  })
  const started = performance.now()
  for (let index = 0; index < count; index++) {
    const event = {
      ...samples[index % samples.length],
      messageId: `m-${index}`,
      anonymousId: `person-${index % 7919}`,
    }
    if (!stdin?.write(`${JSON.stringify(event)}\n`))
      await once(stdin as NodeJS.WritableStream, 'drain')
  }
  stdin?.end()
  await once(child, 'close')
  return { lines, kilobytes: Number(await peak), ms: performance.now() - started }
}

test.each([['results'], ['requests', '--requests']])(
  'mapping 200,000 events to %s does not take ten times the memory of 20,000',
  async (what, ...words) => {
    const few = await run(20_000, ...words)
    const many = await run(200_000, ...words)
    console.log(
      `${what}: ${few.kilobytes} kB and ${many.kilobytes} kB at the peak, ${(many.ms / few.ms).toFixed(1)} × the time`,
    )
    if (what === 'results') {
      expect(few.lines).toBe(connections.length * 20_000)
      expect(many.lines).toBe(connections.length * 200_000)
    }
    // 20,000 events end before the collector settles, and before `dedupe`, which the example
    // configures, holds the 50,000 messages that it remembers at most (20 MB).
    expect(many.kilobytes).toBeLessThan(what === 'results' ? 330_000 : 400_000)
    // Of one and the same build the peak is 160 to 185 MB alone, and up to 222 MB beside other
    // tests, where the collector gets less of the processor.
    expect(many.kilobytes).toBeLessThan(2 * few.kilobytes)
  },
)
