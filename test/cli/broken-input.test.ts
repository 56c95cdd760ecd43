/** Reading that fails midway, as on a disk that breaks. */
import { expect, test } from 'vitest'
import { crosswalk, environment } from './run.js'
import { samples, sending } from './sending.js'

test('what came before it is sent, reported and counted', async () => {
  const to = await sending()
  to.write(
    'break.cjs',
    `const { Readable } = require('node:stream')
    async function* read() {
      yield Buffer.from(${JSON.stringify(`${samples.split('\n')[0]}\n`)})
      await new Promise((resolve) => setTimeout(resolve, 100))
      throw new Error('the disk broke')
    }
    Object.defineProperty(process, 'stdin', { value: Readable.from(read()) })`,
  )
  const env = { ...environment, NODE_OPTIONS: `--require ${to.file('break.cjs')}` }
  const { lines, said, code } = await crosswalk(['send', ...to.config], { env })
  await to.vendors.close()
  expect(lines.map(({ connection }) => connection).sort()).toEqual(['amp', 'cio', 'fb'])
  expect(lines.filter(({ outcome }) => outcome === 'delivered')).not.toEqual([])
  expect(said).toMatch(/amp +delivered +1 +1\n/)
  expect(said).toMatch(/the disk broke/)
  expect(code).toBe(1)
})
