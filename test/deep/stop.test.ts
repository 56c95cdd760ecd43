/** How `send` ends before its time: nothing is lost, and it does not look like success. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { crosswalk, environment, root } from '../cli/run.js'
import { type Sending, samples, sending } from '../cli/sending.js'

let at: Sending
beforeEach(async () => {
  at = await sending()
})
afterEach(() => at.vendors.close())

const track = (n: number) =>
  `${JSON.stringify({ type: 'track', event: 'E', userId: `u-${n}`, messageId: `m${n}`, timestamp: '2026-03-02T08:00:00Z' })}\n`

/** Starts the command; `ended` gives what it wrote and its exit code. */
function start(words: string[], output: 'pipe' | number = 'pipe') {
  const child = spawn(process.execPath, ['dist/src/cli/index.js', 'send', ...at.config, ...words], {
    cwd: root,
    env: environment,
    stdio: ['pipe', output, 'pipe'],
  })
  const { stdin, stdout, stderr } = child
  stdin?.on('error', () => {})
  const ended = (async () => {
    const [out, said] = await Promise.all([
      stdout ? text(stdout).catch(() => '') : '',
      stderr ? text(stderr) : '',
      once(child, 'close'),
    ])
    return { out, said, code: child.exitCode }
  })()
  return { child, stdin, stdout, ended }
}

/** Resolves when the vendors have been called so often. */
async function called(times: number) {
  while (at.vendors.requests.count < times) await new Promise((resolve) => setTimeout(resolve, 5))
}

describe.each(['SIGINT', 'SIGTERM'] as const)('%s', (signal) => {
  test('ends with a pending result for all that was read, also where input and vendor hang', async () => {
    for (const vendor of ['amplitude', 'customerio', 'facebook'] as const)
      at.vendors.next(vendor, ...Array(300).fill('hang'))
    // 250 make Amplitude's first request full, and leave some for its second.
    const events = Array.from({ length: 250 }, (_, n) => track(n)).join('')
    const { child, stdin, ended } = start(['--journal', at.file('journal')])
    stdin?.write(events)
    await called(1)
    await new Promise((resolve) => setTimeout(resolve, 200))
    child.kill(signal)
    const { out, said, code } = await ended
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    const of = (id: string) => lines.filter(({ connection }) => connection === id)
    for (const id of ['amp', 'cio']) {
      const found = of(id).filter(({ outcome }) => outcome === 'pending')
      expect(new Set(found.map(({ ref }) => ref.line)).size).toBe(250)
      expect(found).toHaveLength(250)
    }
    expect(said).toMatch(/amp +pending +INTERRUPTED +250 +250\n/)
    expect(code).toBe(1)
    expect(at.text('journal')).toBe('')
  })
})

test('SIGINT ends with a pending result for each of more connections than are sent to at once', async () => {
  const ids = Array.from({ length: 300 }, (_, n) => `c${n}`)
  const { connections } = JSON.parse(at.text('config.json'))
  const amplitude = connections.find(({ id }: { id: string }) => id === 'amp')
  at.write('config.json', JSON.stringify({ connections: ids.map((id) => ({ ...amplitude, id })) }))
  at.vendors.next('amplitude', ...Array(600).fill('hang'))
  const { child, stdin, ended } = start([])
  stdin?.end(track(1))
  await called(1)
  await new Promise((resolve) => setTimeout(resolve, 200))
  child.kill('SIGINT')
  const { out, code } = await ended
  const lines = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines.map(({ connection }) => connection).sort()).toEqual([...ids].sort())
  expect(new Set(lines.map(({ outcome }) => outcome))).toEqual(new Set(['pending']))
  expect(code).toBe(1)
})

test('a run that is stopped is no success, although nothing failed', async () => {
  const { child, stdin, stdout, ended } = start([])
  const first = once(stdout ?? child, 'data')
  stdin?.write('{"type":"track","event":"E","userId":"u-1","integrations":{"All":false}}\n')
  await first
  child.kill('SIGINT')
  const { said, code } = await ended
  expect(said).toMatch(/amp +skipped +opted-out +1 +0\n/)
  expect(code).toBe(1)
})

describe('what cannot be written ends the run with exit code 1', () => {
  test('the output, on a full disk', async () => {
    const { stdin, ended } = start([], openSync('/dev/full', 'w'))
    stdin?.end(samples)
    const { said, code } = await ended
    expect(said).toMatch(/could not be written \(ENOSPC\); it is not complete/)
    expect(code).toBe(1)
  })

  test('the output, into a closed pipe', async () => {
    const { stdin, stdout, ended } = start([])
    stdout?.destroy()
    stdin?.end(samples)
    const { said, code } = await ended
    expect(said).toMatch(/could not be written \(EPIPE\)/)
    expect(code).toBe(1)
  })

  test.each(['--dead-letters', '--journal'])(
    '%s: nothing is reported that is not kept',
    async (option) => {
      at.vendors.next('customerio', { status: 400, body: {} })
      const input = track(1)
      const { out, said, code } = await crosswalk(['send', ...at.config, option, '/dev/full'], {
        input,
      })
      expect(said).toMatch(/could not be written \(ENOSPC\); it is not complete/)
      expect(out).not.toMatch(option === '--journal' ? /delivered/ : /rejected/)
      expect(code).toBe(1)
    },
  )
})
