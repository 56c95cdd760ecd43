import type { Chosen, Figure, Part } from './figure.js'
import { heading, row } from './report/table.js'
import { runJob } from './run.js'
import type { Effort } from './timing.js'

export interface Measured {
  figures: Figure[]
  /** The jobs that failed. */
  failed: string[]
}

/** Runs every job of the parts, one after the other, and prints each figure as it comes. */
export async function measure(
  parts: readonly Part[],
  chosen: Chosen,
  effort: Effort,
): Promise<Measured> {
  const figures: Figure[] = []
  const failed: string[] = []
  for (const part of parts) {
    const jobs = part.jobs(chosen)
    console.log(`\n${part.name}${jobs.length === 0 ? ': left out' : `\n${heading}`}`)
    for (const job of jobs) {
      const found = await runJob(part, job, effort)
      if (found === undefined) failed.push([part.name, ...job].join(' '))
      for (const figure of found ?? []) console.log(row(figure))
      figures.push(...(found ?? []))
    }
  }
  return { figures, failed }
}
