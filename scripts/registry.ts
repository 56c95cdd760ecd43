/** Writes destinations/index.ts from the folders beside it; `--check` only compares. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import camelCase from 'lodash/camelCase.js'

const folder = fileURLToPath(new URL('../destinations/', import.meta.url))
const file = `${folder}index.ts`

const slugs = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort()

const text = `// Written by \`npm run registry\` from the folders beside it; do not edit.
${slugs.map((slug) => `import ${camelCase(slug)} from './${slug}/index.js'`).join('\n')}

export const destinations = [
${slugs.map((slug) => `  ${camelCase(slug)},`).join('\n')}
]
`

if (!process.argv.includes('--check')) writeFileSync(file, text)
else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
  console.error('destinations/index.ts is stale: run npm run registry')
  process.exit(1)
}
