import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

const run = promisify(execFile)

test('what waits in batches is made among young objects, however long that has gone on', {
  timeout: 60_000,
}, async () => {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const { stdout } = await run(
    process.execPath,
    ['--allow-natives-syntax', '--import', 'tsx', 'test/deep/ages.ts', '5000'],
    { cwd: root },
  )
  const { looked, of, old } = JSON.parse(stdout)
  expect(looked).toBe(of)
  expect(old).toEqual([])
})
