import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { environment, root } from './cli/run.js'
import { startStandIn } from './stand-in/index.js'

/** Runs a module text in plain Node against the built package. */
const plain = (code: string, ...flags: string[]) =>
  execFileSync(process.execPath, [...flags, '--input-type=module', '-e', code], {
    cwd: root,
    encoding: 'utf8',
  }).trim()

const mapOne = `
  import { createRouter } from 'crosswalk'
  import amplitude from 'crosswalk/destinations/amplitude'
  const router = createRouter({ destinations: [amplitude], connections: [{ id: 'a', destination: 'amplitude', settings: { apiKey: 'k' } }] })
  const [result] = router.map({ type: 'screen', name: 'Home', userId: 'u1' }, { now: 1772442000000 })
  console.log(result.items[0].body.event_type)`

test('the built package works in plain Node', () => {
  expect(plain(mapOne)).toBe('Viewed Home Screen')
})

test('maps where code generation from strings is forbidden', () => {
  expect(plain(mapOne, '--disallow-code-generation-from-strings')).toBe('Viewed Home Screen')
})

test('maps where there is no Node: the portable SHA-256 and HMAC give the same', () => {
  const shown = `console.log(sha256('Valéry'), hmacSha256('schlüssel', 'Valéry'))`
  expect(plain(`import { hmacSha256, sha256 } from '#sha256'; ${shown}`)).toBe(
    plain(`import { hmacSha256, sha256 } from './dist/src/sha256/portable.js'; ${shown}`),
  )
})

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const strict = {
  strict: true,
  target: 'es2023',
  module: 'nodenext',
  exactOptionalPropertyTypes: true,
  resolveJsonModule: true,
}

test('every export of package.json is built', () => {
  const { exports } = manifest
  for (const name of Object.keys(exports)) {
    const specifier = `crosswalk${name.slice(1).replace('*', 'customerio')}`
    expect(plain(`await import('${specifier}'); console.log('there')`)).toBe('there')
  }
})

test('a destination outside of the package keeps the contract, by the packed package alone', {
  timeout: 60_000,
}, () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'crosswalk-outside-')))
  const modules = join(folder, 'node_modules')
  mkdirSync(modules)
  const pack = ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder]
  const tarball = execFileSync('npm', pack, { cwd: root, encoding: 'utf8' }).trim()
  execFileSync('tar', ['xf', tarball], { cwd: folder })
  renameSync(join(folder, 'package'), join(modules, 'crosswalk'))
  for (const name of Object.keys(manifest.dependencies).concat('@types', 'undici-types')) {
    const into = join(modules, name)
    mkdirSync(dirname(into), { recursive: true })
    symlinkSync(realpathSync(join(root, 'node_modules', name)), into)
  }
  cpSync(join(root, 'examples/own-destination'), folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  const options = { ...strict, types: ['node'], outDir: 'built', rootDir: '.' }
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: options, include: ['*.ts'] }),
  )
  execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc')], {
    cwd: folder,
    stdio: 'inherit',
  })
  const said = execFileSync(process.execPath, ['built/contract.js'], {
    cwd: folder,
    encoding: 'utf8',
  })
  expect(said.match(/^ok /gm)?.length).toBeGreaterThan(20)
})

test('npm start shows what would be sent, and sends nothing', () => {
  const shown = execFileSync('npm', ['start', '--silent'], { cwd: root, encoding: 'utf8' })
  expect(shown).toContain('What would be sent: 20 requests')
  expect(shown).toContain('failed   EVENT_NAME_MISSING')
  expect(shown).toContain('opted-out')
})

test('the embedding example of the README runs', async () => {
  const vendors = await startStandIn()
  const child = spawn(process.execPath, ['examples/embed.js'], {
    cwd: root,
    env: { ...environment, PORT: '0', VENDOR_ORIGIN: vendors.origin },
  })
  try {
    const [line] = await once(child.stdout, 'data')
    const url = /http:\S+/.exec(String(line))?.[0] ?? ''
    const batch = [
      { type: 'track', event: 'Berth Booked', userId: 'user-501' },
      { type: 'alias', userId: 'user-501', previousId: 'x' },
    ]
    const response = await fetch(url, { method: 'POST', body: JSON.stringify({ batch }) })
    const answers = (await response.json()) as {
      ref: unknown
      connection: string
      outcome: string
    }[]
    expect(answers.map(({ connection, outcome }) => [connection, outcome]).sort()).toEqual([
      ['amp', 'delivered'],
      ['amp', 'delivered'],
      ['cio', 'delivered'],
      ['cio', 'delivered'],
    ])
    expect(vendors.stored).toHaveLength(4)
  } finally {
    child.kill()
    await vendors.close()
  }
})

test('the OpenTelemetry example runs: counters and histograms with bounded labels', () => {
  const shown = execFileSync(process.execPath, ['examples/opentelemetry.js'], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const points = shown
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(points.map(({ name, count }) => [name, count])).toEqual([
    ['crosswalk.call.duration', 1],
    ['crosswalk.call.duration', 1],
    ['crosswalk.items', 3],
    ['crosswalk.event.age', 3],
  ])
  const labels = points.flatMap((point) => Object.keys(point.labels))
  expect([...new Set(labels)].sort()).toEqual(['code', 'destination', 'endpoint', 'outcome'])
})
