// Writes dist/ from the sources. Runs after every npm install; never empties
// dist/ first, and puts each file there whole, parts before what imports them,
// so that a command or a build that runs meanwhile finds its files.
import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url))
const compiler = path('node_modules/typescript/bin/tsc')

if (!existsSync(compiler)) {
  console.error('The build needs the development packages: run npm install without --omit=dev')
  process.exit(1)
}
const run = (...words) => execFileSync(process.execPath, words, { cwd: path(''), stdio: 'inherit' })
const conditions = ['--conditions', 'crosswalk-source', '--conditions', 'crosswalk-unwritten']

function put(name, text) {
  const file = path(`dist/${name}`)
  const unready = `${file}.${process.pid}`
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(unready, text)
  renameSync(unready, file)
}

/** Files of earlier builds, which would be packed too. */
function removeOthers(files) {
  for (const folder of ['src', 'destinations']) {
    for (const name of readdirSync(path(`dist/${folder}`), { recursive: true })) {
      const file = `${folder}/${name}`
      if (file.endsWith('.js') && !files.has(file)) rmSync(path(`dist/${file}`), { force: true })
    }
  }
}

// Not above: the bundler is one of the development packages.
const { bundled } = await import('./bundle.js')
const files = await bundled()
const isPart = (name) => name.startsWith('src/parts/')
for (const [name, text] of [...files].sort(([a], [b]) => isPart(b) - isPart(a))) put(name, text)
chmodSync(path('dist/src/cli/index.js'), 0o755)
removeOthers(files)
for (const name of readdirSync(path('mappings'))) {
  put(`mappings/${name}`, readFileSync(path(`mappings/${name}`)))
}

run(compiler, '-p', path('scripts/build.config.json'))
run('--import', 'tsx', ...conditions, path('scripts/programs.ts'))
