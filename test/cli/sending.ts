import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { startStandIn } from '../stand-in/index.js'
import { configFile, root } from './run.js'

export const samples = readFileSync(`${root}/examples/events.ndjson`, 'utf8')

/** Three connections, at a stand-in for their vendors, and a folder for files. */
export async function sending(delivery: object = {}) {
  const vendors = await startStandIn()
  const folder = mkdtempSync(`${tmpdir()}/crosswalk-`)
  const { connections } = JSON.parse(readFileSync(configFile, 'utf8'))
  const file = (name: string) => `${folder}/${name}`
  const here = connections.map((one: object) => ({ ...one, delivery, baseUrl: vendors.origin }))
  writeFileSync(file('config.json'), JSON.stringify({ connections: here }))
  return {
    vendors,
    file,
    config: ['--config', file('config.json')],
    text: (name: string) => readFileSync(file(name), 'utf8'),
    lines: (name: string) =>
      readFileSync(file(name), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line)),
    write: (name: string, text: string) => writeFileSync(file(name), text),
  }
}

export type Sending = Awaited<ReturnType<typeof sending>>
