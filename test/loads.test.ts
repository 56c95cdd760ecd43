import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { destinations } from 'crosswalk/destinations'
import { acceptors } from 'crosswalk/destinations/acceptors'
import { expect, test } from 'vitest'
import { environment, root } from './cli/run.js'

/** Behind a condition of package.json: another runtime loads another in its place. */
const ofNode = ['dist/src/sha256/node.js']

/** The built files that plain Node loads for an import: V8 names each in its report of coverage. */
function loadedBy(specifier: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'crosswalk-loads-'))
  try {
    execFileSync(process.execPath, ['--input-type=module', '-e', `import '${specifier}'`], {
      cwd: root,
      env: { ...environment, NODE_V8_COVERAGE: folder },
    })
    const reports = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
    const urls = reports.flatMap((text) => JSON.parse(text).result as { url: string }[])
    return urls
      .filter(({ url }) => /^file:.*\.js$/.test(url))
      .map(({ url }) => relative(root, fileURLToPath(url)))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const text = (file: string) => readFileSync(join(root, file), 'utf8')

const slugs = destinations.map(({ slug }) => slug)
const rules = acceptors.flatMap((acceptor) => Object.keys(acceptor.rules))

/** The destinations whose modules stand in these files, and the rules of vendors that are named there. */
const contentsOf = (files: string[]) => {
  const code = files.map(text).join('\n')
  return {
    modules: slugs.filter((slug) => code.includes(`slug: "${slug}"`)),
    programs: slugs.filter((slug) => files.includes(`dist/programs/${slug}.js`)),
    rules: rules.filter((rule) => code.includes(`"${rule}"`)),
  }
}

test.each(slugs)('an import of %s loads no other destination, and no rules of a vendor', (slug) => {
  const loaded = loadedBy(`crosswalk/destinations/${slug}`)
  expect(contentsOf(loaded)).toEqual({ modules: [slug], programs: [slug], rules: [] })
})

test('the rules of a vendor would be seen', () => {
  const loaded = loadedBy('crosswalk/destinations/acceptors')
  expect(contentsOf(loaded)).toEqual({ modules: [], programs: [], rules })
})

test('an import of the library loads no destination, and no rules of a vendor', () => {
  const loaded = loadedBy('crosswalk')
  expect(contentsOf(loaded)).toEqual({ modules: [], programs: [], rules: [] })
})

test('all destinations need no package, and of Node what is behind a condition alone', () => {
  const loaded = loadedBy('crosswalk/destinations')
  expect(contentsOf(loaded).modules).toEqual(slugs)
  expect(loaded.filter((file) => file.includes('node_modules'))).toEqual([])
  const found = loaded.filter((file) =>
    /(?:from|import\(?)\s*["'](?:node:|module["'])/.test(text(file)),
  )
  expect(found.sort()).toEqual(ofNode)
})
