import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../cli/run.js'

// Long: vitest takes what lies as deep as itself, and in dist/, for its own.
const folder = mkdtempSync(join(tmpdir(), 'crosswalk-checkout-of-a-contributor-'))
/** Long, so that lines of the files are laid out anew. */
const slug = 'acme-analytics-and-measurement-of-the-northern-islands-4'
const run = (command: string, ...words: string[]) =>
  execFileSync(command, words, {
    cwd: folder,
    encoding: 'utf8',
    stdio: 'pipe',
    // As at a contributor's desk, where new snapshots are written.
    env: { ...process.env, CI: '' },
  })

test('a destination that is begun is green at once', { timeout: 300_000 }, () => {
  const left = ['node_modules', '.git', 'scratch']
  for (const name of readdirSync(root).filter((one) => !left.includes(one)))
    cpSync(join(root, name), join(folder, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))

  const command = 'dist/src/cli/index.js'
  run(
    'node',
    command,
    'new',
    slug,
    '--title',
    'Acme Analytics & Sons, the Harbour Measuring Company of the Northern Islands',
  )
  run('npm', 'run', 'types')
  run('npm', 'run', 'lint')
  run('npm', 'run', 'registry', '--', '--check')
  run('npm', 'run', 'docs', '--', '--check')
  expect(run('node', command, 'check', '--strict', `mappings/${slug}.json`)).toBe('')
  const tests = ['house', 'contract', 'snapshots', 'unit/explain'].map(
    (name) => `test/${name}.test.ts`,
  )
  run('npx', 'vitest', 'run', '--config', 'test/vitest.config.ts', ...tests)
  expect(readdirSync(join(folder, 'test/snapshots', slug)).length).toBeGreaterThan(20)
  expect(existsSync(join(folder, `docs/destinations/${slug}.md`))).toBe(true)
})
