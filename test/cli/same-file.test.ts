import { spawnSync } from 'node:child_process'
import { mkdtempSync, openSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { configFile, environment, root } from './run.js'

const cwd = mkdtempSync(`${tmpdir()}/crosswalk-`)
const letters = join(cwd, 'letters')
writeFileSync(letters, '{"deadLetter":1,"items":[]}\n')

/** Ended by force where it would not end. */
const send = (words: string[], input: number | 'ignore') => {
  const command = [join(root, 'dist/src/cli/index.js'), 'send', '--config', configFile, ...words]
  const options = { cwd, env: environment, timeout: 5000 }
  return spawnSync(process.execPath, command, { ...options, stdio: [input, 'pipe', 'pipe'] })
}

test('a file that is read and written is refused, also as standard input', () => {
  for (const words of [[], ['-']]) {
    const { status, stderr } = send(['--dead-letters', 'letters', ...words], openSync(letters, 'r'))
    expect(String(stderr)).toMatch('--dead-letters names the same file as the input; name another')
    expect(status).toBe(2)
  }
})

test('one file for two kinds of lines is refused, also where it is not there yet', () => {
  const { status, stderr } = send(['--journal', './same', '--dead-letters', 'same'], 'ignore')
  expect(String(stderr)).toMatch('--journal names the same file as --dead-letters; name another')
  expect(status).toBe(2)
})

test('nothing as input is no file', () => {
  expect(send(['--dead-letters', 'others'], 'ignore').status).toBe(0)
})
