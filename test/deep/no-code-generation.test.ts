import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { destinations } from 'crosswalk/destinations'
import { contractCases } from 'crosswalk/testing'
import { expect, test } from 'vitest'

const run = promisify(execFile)

test('the contract holds for the programs of mappings where no code can be made of text', {
  timeout: 60_000,
}, async () => {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const { stdout } = await run(
    process.execPath,
    [
      '--disallow-code-generation-from-strings',
      '--import',
      'tsx',
      '--conditions',
      'crosswalk-source',
      'test/contract-without-code-generation.ts',
    ],
    { cwd: root },
  )
  const expected = destinations.flatMap((destination) =>
    contractCases(destination, { settings: {}, events: [] }),
  )
  expect(Number(stdout)).toBe(expected.length)
})
