import { type Quartiles, quartiles } from './quartiles.js'

/** One thing to time. */
export interface Subject {
  name: string
  /** What one run works on: events, items. Times are per unit. */
  units: number
  /** Makes what a run uses up; not timed. */
  before?(): void
  run(): void
}

export interface Effort {
  rounds: number
  /** Milliseconds of each subject in a round: long enough for garbage to be collected in it. */
  sliceMs: number
}

/** By name: microseconds of CPU a unit, one for each round. */
export type Times = ReadonlyMap<string, readonly number[]>

let last: unknown

/** Takes a result, so that no work for it can be left out. */
export function keep(value: unknown): void {
  last = value
}

/** Reads bodies as sending does: a text that others were added to is put together only then. */
export function readAll(requests: readonly { body: string }[]): void {
  for (const { body } of requests) keep(body.charCodeAt(0))
}

/** Milliseconds of one turn: short, so that a disturbance meets all subjects. */
const turnMs = 5

/** Every subject in every round, by many short turns, the first one changing. */
export function interleaved(subjects: readonly Subject[], { rounds, sliceMs }: Effort): Times {
  for (const subject of subjects) runsIn(subject, sliceMs * 4)
  const runs = subjects.map((subject) => runsIn(subject, sliceMs))
  const turns = Math.max(1, Math.min(Math.floor(sliceMs / turnMs), ...runs))
  const times = subjects.map((): number[] => [])
  for (let round = 0; round < rounds; round++) {
    const sums = subjects.map(() => 0)
    for (let turn = 0; turn < turns * subjects.length; turn++) {
      const place = (round + turn) % subjects.length
      const subject = subjects[place] as Subject
      sums[place] = (sums[place] ?? 0) + timed(subject, Math.ceil((runs[place] ?? 1) / turns))
    }
    times.forEach((own, place) => {
      own.push((sums[place] ?? 0) / turns)
    })
  }
  // Read, so that every keeping counts.
  if (last === undefined) throw new Error('nothing was kept of what was timed')
  return new Map(subjects.map(({ name }, place) => [name, times[place] ?? []]))
}

function runsIn(subject: Subject, ms: number): number {
  const started = performance.now()
  let runs = 0
  do {
    subject.before?.()
    subject.run()
    runs++
  } while (performance.now() - started < ms)
  return runs
}

function timed(subject: Subject, runs: number): number {
  const { units, before } = subject
  if (before === undefined) return spent(subject, runs) / (runs * units)
  let sum = 0
  for (let run = 0; run < runs; run++) {
    subject.before?.()
    sum += spent(subject, 1)
  }
  return sum / (runs * units)
}

/** Of this process, in microseconds: what others do on the same machine does not count. */
function spent(subject: Subject, runs: number): number {
  const before = process.cpuUsage()
  for (let run = 0; run < runs; run++) subject.run()
  const { user, system } = process.cpuUsage(before)
  return user + system
}

/** Round by round, so that both met the same disturbance. Several names count together. */
export function ratio(times: Times, over: readonly string[], under: readonly string[]): Quartiles {
  const [above, below] = [summed(times, over), summed(times, under)]
  return quartiles(above.map((time, round) => time / (below[round] ?? Number.NaN)))
}

export function summed(times: Times, names: readonly string[]): number[] {
  const rows = names.map((name) => times.get(name) ?? [])
  return (rows[0] ?? []).map((_, round) => rows.reduce((sum, row) => sum + (row[round] ?? 0), 0))
}
