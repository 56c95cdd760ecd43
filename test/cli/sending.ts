import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { startStandIn } from '../stand-in/index.js'
import { root } from './run.js'

export const samples = readFileSync(`${root}/examples/events.ndjson`, 'utf8')

const vendorsThere = ['facebook-app-events', 'amplitude', 'customerio']

/** The connections of the example whose vendors have a stand-in, which takes their place, and a folder for files. */
export async function sending(delivery: object = {}) {
  const vendors = await startStandIn()
  const folder = mkdtempSync(`${tmpdir()}/crosswalk-`)
  const example = JSON.parse(readFileSync(`${root}/examples/crosswalk.config.json`, 'utf8'))
  const connections = example.connections
    .filter(({ destination }: { destination: string }) => vendorsThere.includes(destination))
    .map((one: object) => ({ ...one, delivery, baseUrl: vendors.origin }))
  const file = (name: string) => `${folder}/${name}`
  writeFileSync(file('config.json'), JSON.stringify({ connections }))
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
