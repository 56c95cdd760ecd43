// Writes dist/ from the sources. Runs after every npm install; never empties
// dist/ first, so that a command that runs meanwhile finds its files.
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url))
const compiler = path('node_modules/typescript/bin/tsc')

if (!existsSync(compiler)) {
  console.error('The build needs the development packages: run npm install without --omit=dev')
  process.exit(1)
}
const run = (...words) => execFileSync(process.execPath, words, { cwd: path(''), stdio: 'inherit' })
const conditions = ['--conditions', 'crosswalk-source', '--conditions', 'crosswalk-unwritten']

run(compiler, '-p', path('scripts/build.config.json'))
run('--import', 'tsx', ...conditions, path('scripts/programs.ts'))
chmodSync(path('dist/src/cli/index.js'), 0o755)
