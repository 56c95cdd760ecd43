/** One job in a process of its own: what ran before does not shape how code is compiled here. */
import { parts } from './parts/index.js'

const [name, job, effort] = process.argv.slice(2)
const part = parts.find((one) => one.name === name)
if (part === undefined || job === undefined || effort === undefined) {
  throw new Error('a job is started by the benchmark: npm run bench')
}
process.send?.(await part.measure(JSON.parse(job), JSON.parse(effort)))
