import type { Quartiles } from './quartiles.js'
import type { Effort } from './timing.js'

export type Engine = 'hand-written' | 'generated' | 'interpreter'

/** One result, with the interval of its quartiles. */
export interface Figure extends Quartiles {
  part: string
  name: string
  unit: 'ratio' | 'µs' | 'bytes'
  /** The target, where there is one. */
  atMost?: number
  /** Of the part `map`: what mapped which events. */
  about?: { destination: string; corpus: string; engine: Engine }
}

export interface Chosen {
  slugs: readonly string[]
  /** Those of them with a hand-written mapper. */
  rivalled: readonly string[]
}

export interface Part {
  name: string
  /** The jobs, each measured in a process of its own, for the chosen destinations; some need a hand-written mapper. */
  jobs(chosen: Chosen): string[][]
  measure(job: readonly string[], effort: Effort): Promise<Omit<Figure, 'part'>[]>
  /** For the process, beyond Node's defaults. */
  flags?: readonly string[]
}
