/** What an install of the package brings: packs it, installs it without development packages in an empty folder, and counts. `npm run packages` */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'crosswalk-packages-'))

const npm = (cwd: string, ...words: string[]) =>
  execFileSync('npm', [...words, '--ignore-scripts', '--silent'], { cwd, encoding: 'utf8' }).trim()

/** The sizes of all files below a folder, in bytes. */
function sizes(at: string): number[] {
  return readdirSync(at, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(join(at, name)))
    .flatMap((entry) => (entry.isFile() ? [entry.size] : []))
}

const kilobytes = (bytes: number) => `${Math.round(bytes / 1000)} kB`

function told(place: string): string {
  const all = sizes(join(folder, place))
  const bytes = all.reduce((sum, size) => sum + size, 0)
  const { name, version } = JSON.parse(readFileSync(join(folder, place, 'package.json'), 'utf8'))
  return `${name} ${version}: ${all.length} files, ${kilobytes(bytes)}`
}

try {
  const tarball = npm(root, 'pack', '--pack-destination', folder)
  writeFileSync(join(folder, 'package.json'), '{ "private": true }')
  npm(folder, 'install', '--omit=dev', '--prefer-offline', tarball)
  const lock = JSON.parse(readFileSync(join(folder, 'node_modules/.package-lock.json'), 'utf8'))
  const places = Object.keys(lock.packages)
  const own = 'node_modules/crosswalk'
  const others = places.filter((place) => place !== own)
  console.log(`${told(own)}; packed ${kilobytes(statSync(join(folder, tarball)).size)}`)
  console.log(`run-time packages that it brings: ${others.length}`)
  for (const place of others) console.log(`  ${told(place)}`)
} finally {
  rmSync(folder, { recursive: true })
}
