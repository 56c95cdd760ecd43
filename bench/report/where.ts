import type { Results } from '../results.js'

/** The machine, Node's version and the day of a run. */
export function where({ machine, node, date }: Results): string {
  return `${machine.cpu}, ${machine.cores} cores, Node ${node}, ${date}`
}
