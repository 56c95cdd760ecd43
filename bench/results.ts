import { readFileSync, writeFileSync } from 'node:fs'
import { arch, cpus, platform } from 'node:os'
import type { Figure } from './figure.js'
import type { Measured } from './measure.js'
import type { Effort } from './timing.js'

/** A whole run. */
export interface Results {
  machine: { cpu: string; cores: number; system: string }
  node: string
  /** The day, as YYYY-MM-DD. */
  date: string
  effort: Effort
  figures: Figure[]
  /** Jobs without figures: they failed, or what they compare differs. */
  failed: string[]
}

const file = 'bench/results.json'

export function writeResults(effort: Effort, { figures, failed }: Measured): void {
  const processors = cpus()
  const results: Results = {
    machine: {
      cpu: processors[0]?.model.trim() ?? 'unknown',
      cores: processors.length,
      system: `${platform()} ${arch()}`,
    },
    node: process.versions.node,
    date: new Date().toISOString().slice(0, 10),
    effort,
    figures: figures.map((figure) => ({
      ...figure,
      low: rounded(figure.low),
      median: rounded(figure.median),
      high: rounded(figure.high),
    })),
    failed,
  }
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`)
}

export function readResults(): Results {
  return JSON.parse(readFileSync(file, 'utf8')) as Results
}

/** Further digits are noise. */
function rounded(value: number): number {
  return Number(value.toPrecision(4))
}
