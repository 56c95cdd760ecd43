/** Sends events through `crosswalk send` to vendors that fail at random, kills it at random, and starts it again. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { configFile, environment, root } from '../cli/run.js'
import { commonFaults, type Stored, startStandIn } from '../stand-in/index.js'
import { mulberry32 } from '../stand-in/random.js'

const connections = { amplitude: 'amp', facebook: 'fb', customerio: 'cio' } as const

export interface Plan {
  events: number
  persons: number
  seed: number
  /** How often it is killed. */
  kills: number
  /** Share of requests that meet a fault. */
  rate: number
}

/** One item at one vendor, by the number of its event. */
type Name = string
const name = (connection: string, n: number): Name => `${connection} ${n}`

interface Kill {
  /** Requests that the vendors had taken by then. */
  at: number
  /** Items that the journal knew as final. */
  journal: ReadonlySet<Name>
}

export async function chaos(plan: Plan) {
  const { events, persons, seed, kills, rate } = plan
  const random = mulberry32(seed)
  const kinds = [...commonFaults, 'hang' as const]
  const vendors = await startStandIn({
    seed,
    faults: { rate, kinds },
    slowMs: 50,
    retryAfter: '0',
    keepRequests: 1,
  })
  const folder = mkdtempSync(`${tmpdir()}/chaos-`)
  const file = (it: string) => `${folder}/${it}`
  const example = JSON.parse(readFileSync(configFile, 'utf8'))
  const delivery = { attempts: 12, timeoutMs: 3000, ratePerSecond: 10_000 }
  writeFileSync(
    file('config'),
    JSON.stringify({
      connections: example.connections.map((one: object) => ({
        ...one,
        delivery,
        baseUrl: vendors.origin,
      })),
    }),
  )
  const persona = Array.from({ length: events }, () => Math.floor(random() * persons))
  writeFileSync(file('events'), persona.map((person, n) => line(n, person)).join(''))

  const killed: Kill[] = []
  let runs = 0
  const handedBack = new Set<Name>()
  const started = performance.now()
  for (;;) {
    runs++
    const child = spawn(
      process.execPath,
      [
        ...['dist/src/cli/index.js', 'send'],
        ...['--config', file('config'), '--journal', file('journal')],
        ...['--dead-letters', file('letters'), file('events')],
      ],
      {
        cwd: root,
        env: environment,
        stdio: ['ignore', openSync(file(`out-${runs}`), 'w'), 'ignore'],
      },
    )
    const closed = once(child, 'close')
    if (killed.length < kills) {
      const until = vendors.requests.count + 1 + Math.floor((random() * events) / (8 * kills))
      while (vendors.requests.count < until && child.exitCode === null) await sleep(1)
      child.kill('SIGKILL')
    }
    await closed
    if (child.signalCode === 'SIGKILL') {
      killed.push({
        at: vendors.requests.count,
        journal: new Set(journalOf(file('journal')).keys()),
      })
    } else {
      if (child.exitCode === 2)
        throw new Error('the command line refused its words or its configuration')
      const pending = linesOf(file(`out-${runs}`)).filter(({ outcome }) => outcome === 'pending')
      for (const { connection, ref } of pending) handedBack.add(name(connection, ref.line - 1))
      if (pending.length === 0 || runs > kills + 20) break
    }
  }
  const ms = performance.now() - started
  await vendors.close()

  const journal = journalOf(file('journal'))
  const letters = new Set(
    linesOf(file('letters')).map(({ connection, ref }) => name(connection, ref.line - 1)),
  )
  return {
    runs,
    kills: killed.length,
    handedBack: handedBack.size,
    ms,
    counts: vendors.counts(),
    ...judge({
      events,
      persona,
      killed,
      journal,
      letters,
      handedBack,
      stored: vendors.stored,
      doubles: vendors.doubles,
    }),
  }
}

interface Evidence {
  events: number
  persona: readonly number[]
  killed: readonly Kill[]
  journal: ReadonlyMap<Name, string>
  letters: ReadonlySet<Name>
  handedBack: ReadonlySet<Name>
  stored: readonly Stored[]
  doubles: readonly Stored[]
}

/** What is wrong, as lists that are to be empty, and how much there was to be judged. */
function judge({
  events,
  persona,
  killed,
  journal,
  letters,
  handedBack,
  stored,
  doubles,
}: Evidence) {
  const first = new Map<Name, Stored>()
  const again: Stored[] = [...doubles]
  for (const item of stored) {
    const known = first.get(nameOf(item))
    if (known === undefined) first.set(nameOf(item), item)
    // The vendor took it for a new one: its dedupe key was another.
    else again.push(item)
  }
  const lost: Name[] = []
  const unlisted: Name[] = []
  for (const connection of Object.values(connections)) {
    for (let n = 0; n < events; n++) {
      const it = name(connection, n)
      if (first.has(it)) continue
      if (!journal.has(it)) lost.push(it)
      else if (!letters.has(it)) unlisted.push(it)
    }
  }
  const otherKey = again.filter((item) => first.get(nameOf(item))?.id !== item.id)
  const unexplained = again.filter((item) => {
    const earlier = [
      first.get(nameOf(item)),
      ...again.filter((one) => one !== item && nameOf(one) === nameOf(item)),
    ]
    return !earlier.some((one) => one !== undefined && one.at < item.at && isOpen(one, killed))
  })
  const last = new Map<number, number>()
  const disordered: Name[] = []
  for (const item of stored) {
    if (item.vendor !== 'customerio' || first.get(nameOf(item)) !== item) continue
    const n = numberOf(item)
    const person = persona[n] ?? -1
    // What was handed back is brought later, after what came behind it.
    const late = n < (last.get(person) ?? -1)
    if (late && !handedBack.has(nameOf(item))) disordered.push(nameOf(item))
    last.set(person, Math.max(n, last.get(person) ?? -1))
  }
  return {
    lost,
    unlisted,
    otherKey: otherKey.map(nameOf),
    unexplained: unexplained.map(nameOf),
    disordered,
    doubles: again.length,
    dead: letters.size,
  }
}

/** Nobody could know that it was stored: the answer did not say so, or a kill came before it was written down. */
function isOpen(item: Stored, killed: readonly Kill[]): boolean {
  if (item.untold) return true
  const next = killed.find(({ at }) => at >= item.at)
  return next !== undefined && !next.journal.has(nameOf(item))
}

function nameOf(item: Stored): Name {
  return name(connections[item.vendor], numberOf(item))
}

/** Every event carries its number, wherever a vendor has its properties. */
function numberOf({ body }: Stored): number {
  const { event_properties, attributes, number } = Object(body)
  return Number(number ?? Object(event_properties).number ?? Object(attributes).number)
}

function line(n: number, person: number): string {
  const event = {
    type: 'track',
    event: `Event ${n % 20}`,
    messageId: `message-${n}`,
    anonymousId: `person-${person}`,
    userId: `user-${person}`,
    timestamp: new Date(Date.UTC(2026, 2, 2) + n * 1000).toISOString(),
    properties: { number: n },
    context: {
      device: { id: `device-${person}`, type: 'ios' },
      os: { name: 'iOS', version: '18.2' },
    },
  }
  return `${JSON.stringify(event)}\n`
}

function journalOf(file: string): Map<Name, string> {
  return new Map(
    linesOf(file).map(({ connection, ref, outcome }) => [name(connection, ref.line - 1), outcome]),
  )
}

/** The whole lines of a file; a kill may have torn the last. */
function linesOf(file: string) {
  if (!existsSync(file)) return []
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1)
  return lines.map((text) => JSON.parse(text))
}
