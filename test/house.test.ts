import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { errorCodes } from 'crosswalk'
import { destinations } from 'crosswalk/destinations'
import { acceptors } from 'crosswalk/destinations/acceptors'
import { describe, expect, test } from 'vitest'
import { freeNames } from './free-names.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const core = sources('src')
const folders = readdirSync(join(root, 'destinations'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .filter((slug) => existsSync(join(root, module(slug))))
  .sort()

describe('the core', () => {
  test('names no destination', () => {
    const names = destinations.flatMap(({ slug, title, ...rest }) => [
      ...[slug, title, ...('names' in rest ? (rest.names ?? []) : [])].map(
        (name) => new RegExp(`(?<![\\w-])${name.replace(/[^\w\s-]/g, '\\$&')}(?![\\w-])`, 'i'),
      ),
      ...brandOf(slug, title).map((brand) => new RegExp(brand, 'i')),
    ])
    const found = core.flatMap((file) => {
      const text = read(file)
      return names.filter((name) => name.test(text)).map((name) => [file, String(name)])
    })
    expect(names.length).toBeGreaterThan(destinations.length)
    expect(found).toEqual([])
  })

  test('imports nothing of destinations or mappings', () => {
    const found = core.flatMap((file) =>
      importsOf(file)
        .filter((target) => /\bdestinations\b|\bmappings\b/.test(target))
        .filter((target) => !asHost(file, target))
        .map((target) => [file, target]),
    )
    expect(found).toEqual([])
  })

  test('has a use for every error code', () => {
    const users = [...core, ...folders.flatMap((slug) => sources(`destinations/${slug}`))].filter(
      (file) => file !== 'src/errors.ts',
    )
    const texts = users.map(read)
    const unused = Object.keys(errorCodes).filter(
      (code) => !texts.some((text) => text.includes(`'${code}'`)),
    )
    expect(unused).toEqual([])
  })
})

describe('code of text', () => {
  const makers =
    /(?<!['"])\beval\b|\bFunction\s*\(|\bFunction\b\s*[.[]|['"](?:node:)?vm['"]|\bset(?:Timeout|Interval|Immediate)\(\s*['"`]|\bimport\(\s*(?!['"])/

  test.each([
    'eval(text)',
    '(0, eval)(text)',
    'new Function(text)',
    'Function(text)',
    'Reflect.construct(Function.prototype.constructor, [text])',
    "import vm from 'node:vm'",
    "require('vm')",
    "setTimeout('text', 1)",
    'setInterval(`text`)',
    'import(text)',
  ])('is seen in %s', (code) => {
    expect(code).toMatch(makers)
  })

  test.each(['src', 'destinations', 'scripts', 'dist/programs'])(
    'is made by nothing in %s',
    (folder) => {
      const files = sources(folder, /\.[jt]s$/)
      expect(files.length).toBeGreaterThan(5)
      expect(files.filter((file) => makers.test(codeOf(file)))).toEqual([])
    },
  )

  test.each(folders)('is nothing that the program of %s could name', (slug) => {
    const imported = ['crosswalk/program']
    const free = ['Array', 'JSON', 'Map', 'Object', 'Set', 'undefined']
    const program = read(`dist/programs/${slug}.js`)
    expect(importsOf(`dist/programs/${slug}.js`)).toEqual(imported)
    expect(freeNames(program).filter((name) => !free.includes(name))).toEqual([])
  })
})

describe('what runs without Node', () => {
  const library = reachable('src/index.ts')
  const parts = [...new Set([...library, ...folders.flatMap((slug) => reachable(module(slug)))])]

  test('is walked whole', () => {
    expect(parts).toContain('src/router.ts')
    expect(parts).toContain('src/mapping/interpret.ts')
    expect(parts).toContain('src/delivery/batch.ts')
    for (const slug of folders) expect(parts).toContain(module(slug))
  })

  test('imports nothing of Node', () => {
    const delivery = core.filter((file) => file.startsWith('src/delivery/'))
    const found = [...new Set([...parts, ...delivery])].flatMap((file) =>
      importsAtRun(file)
        .filter((target) => target.startsWith('node:'))
        .map((target) => [file, target]),
    )
    expect(found).toEqual([])
  })

  test('uses no global of Node', () => {
    const found = parts.filter((file) =>
      /\b(?:Buffer|process|require|__dirname|__filename|setImmediate)\s*[.(]/.test(codeOf(file)),
    )
    expect(found).toEqual([])
  })

  test('reaches no file behind an import condition', () => {
    expect(parts.filter((file) => /^src\/(?:sha256|lookup)\//.test(file))).toEqual([])
  })
})

describe.each(folders)('the module %s', (slug) => {
  const files = reachable(module(slug)).filter((file) => file.startsWith('destinations/'))

  test('imports only the contract, its mapping and those it includes, and files of its kind', () => {
    const { include = [] } = JSON.parse(read(`mappings/${slug}.json`))
    const allowed = [slug, ...include].map((one: string) => `../../mappings/${one}.json`)
    const given = ['../../src/destination.js', `#programs/${slug}`]
    const kin = new RegExp(`^(?:\\.|\\.\\./(?:${[slug, ...include].join('|')}))/[\\w-]+\\.js$`)
    expect(importsOf(module(slug))).toContain(allowed[0])
    const found = files.flatMap((file) =>
      importsOf(file)
        .filter((target) => ![...allowed, ...given].includes(target))
        .filter((target) => !kin.test(target))
        .map((target) => [file, target]),
    )
    expect(found).toEqual([])
    expect(files.filter((file) => /\/accept\b/.test(file))).toEqual([])
  })

  test('has at most 120 lines a file', () => {
    const long = files.filter((file) => read(file).trimEnd().split('\n').length > 120)
    expect(long).toEqual([])
  })

  test('names itself as its folder and mapping do', () => {
    const mapping = JSON.parse(read(`mappings/${slug}.json`))
    expect(mapping.destination).toBe(slug)
    expect(destinations.map((destination) => destination.slug)).toContain(slug)
  })
})

test('destinations/index.ts has every folder, and no other', () => {
  expect(destinations.map(({ slug }) => slug).sort()).toEqual(folders)
  expect(importsOf('destinations/index.ts').sort()).toEqual(
    folders.map((slug) => `./${slug}/index.js`).sort(),
  )
})

test.each(acceptors)('every rule that $destination breaks is told in a sentence', (acceptor) => {
  const folder = `destinations/${acceptor.destination}`
  const files = sources(folder).filter((file) => file.startsWith(`${folder}/accept`))
  const used = files.flatMap((file) => read(file).match(/'[A-Z]+-[A-Z0-9]+'/g) ?? [])
  const told = Object.keys(acceptor.rules)
  expect(told.length).toBeGreaterThan(5)
  expect([...new Set(used)].filter((rule) => !told.includes(rule.slice(1, -1)))).toEqual([])
})

test('every mapping file belongs to a folder', () => {
  const mappings = readdirSync(join(root, 'mappings'))
    .filter((file) => file.endsWith('.json') && !file.endsWith('.schema.json'))
    .map((file) => file.replace(/\.json$/, ''))
  expect(mappings.sort()).toEqual(folders)
})

test('the lock file names no registry', () => {
  const { packages } = JSON.parse(read('package-lock.json')) as {
    packages: Record<string, { resolved?: string }>
  }
  const found = Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined)
  expect(found).toEqual([])
})

/** The first word of a title, where it is a name and no word of English: the vendor's hosts have it. */
function brandOf(slug: string, title: string): string[] {
  const word = (title.split(' ')[0] ?? title).toLowerCase()
  const hosts = sources(`destinations/${slug}`).flatMap(
    (file) => read(file).match(/\/\/[\w.-]+/g) ?? [],
  )
  return hosts.some((host) => host.includes(word)) ? [word.replace('.', '\\.')] : []
}

function module(slug: string): string {
  return `destinations/${slug}/index.ts`
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8')
}

function sources(folder: string, kind = /\.ts$/): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return sources(path, kind)
    return kind.test(path) ? [path] : []
  })
}

/** Without comments, which may speak of what code may not do. */
function codeOf(file: string): string {
  return read(file).replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
}

/** The command line is a host like any other: it takes all destinations by the package's own name. */
function asHost(file: string, target: string): boolean {
  return file.startsWith('src/cli/') && /^crosswalk\/destinations(\/acceptors)?$/.test(target)
}

/** What a file imports when it runs: types are gone by then. */
function importsAtRun(file: string): string[] {
  return targets(codeOf(file).replace(/^(?:import|export) type [^'"]*['"][^'"]+['"]/gm, ''))
}

function importsOf(file: string): string[] {
  return targets(codeOf(file))
}

/** Targets of static and dynamic imports and of re-exports. */
function targets(code: string): string[] {
  const all = code.matchAll(
    /(?:^|[\s;}])(?:from|import)\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)/g,
  )
  return [...all].map(([, fixed, dynamic]) => fixed ?? dynamic ?? '')
}

/** The files of this project that a file needs when it runs, itself included. */
function reachable(start: string): string[] {
  const found = new Set<string>()
  const waiting = [start]
  for (const file of waiting) {
    if (found.has(file)) continue
    found.add(file)
    for (const target of importsAtRun(file)) {
      if (!target.startsWith('.') || target.endsWith('.json')) continue
      const path = relative(root, join(root, dirname(file), target))
      waiting.push(path.replace(/\.js$/, '.ts'))
    }
  }
  return [...found]
}
