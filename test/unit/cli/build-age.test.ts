import { mkdirSync, mkdtempSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newerSource } from '../../../src/cli/build-age.js'

const folder = mkdtempSync(join(tmpdir(), 'crosswalk-build-'))
const [sources, built] = [join(folder, 'sources'), join(folder, 'built')]
const write = (name: string, seconds: number) => {
  writeFileSync(join(folder, name), '')
  utimesSync(join(folder, name), seconds, seconds)
}

test('a source that is newer than what is built of it, or not built yet, is named', () => {
  expect(newerSource(sources, built)).toBeUndefined()
  mkdirSync(sources)
  mkdirSync(built)
  write('sources/index.ts', 1000)
  write('sources/notes.md', 9000)
  write('built/index.d.ts', 2000)
  expect(newerSource(sources, built)).toBeUndefined()
  write('sources/index.ts', 3000)
  expect(newerSource(sources, built)).toBe('index.ts')
  write('sources/index.ts', 1000)
  write('sources/settings.ts', 1000)
  expect(newerSource(sources, built)).toBe('settings.ts')
})
