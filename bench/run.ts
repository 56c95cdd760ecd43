import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Figure, Part } from './figure.js'
import type { Effort } from './timing.js'

const file = fileURLToPath(new URL('./job.js', import.meta.url))

/** Undefined where the job failed; it has said why on standard error. */
export async function runJob(
  { name, flags = [] }: Part,
  job: readonly string[],
  effort: Effort,
): Promise<Figure[] | undefined> {
  let figures: Figure[] | undefined
  const child = fork(file, [name, JSON.stringify(job), JSON.stringify(effort)], {
    execArgv: [...flags],
  })
  child.on('message', (measured) => {
    figures = (measured as Omit<Figure, 'part'>[]).map((figure) => ({ part: name, ...figure }))
  })
  const [code] = await once(child, 'exit')
  return code === 0 ? figures : undefined
}
