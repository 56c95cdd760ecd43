/** Writes the registries of destinations/ from the folders there, and lays out a place for their programs; `--check` only compares. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import camelCase from 'lodash/camelCase.js'

const folder = fileURLToPath(new URL('../destinations/', import.meta.url))

const slugs = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort()

/** A list named `list` of the default exports of `<slug>/<module>`, wherever there is one. */
function registry(list: string, module: string): string {
  const found = slugs.filter((slug) => existsSync(`${folder}${slug}/${module}.ts`))
  return `// Written by \`npm run registry\` from the folders beside it; do not edit.
${found.map((slug) => `import ${camelCase(slug)} from './${slug}/${module}.js'`).join('\n')}

export const ${list} = [
${found.map((slug) => `  ${camelCase(slug)},`).join('\n')}
]
`
}

/** The slug of scripts/new, which tests load as it stands. */
const template = 'vendor-slug'

// A source may be run before the first build: the mapping is interpreted until then.
const programs = fileURLToPath(new URL('../dist/programs/', import.meta.url))
mkdirSync(programs, { recursive: true })
for (const slug of [...slugs, template]) {
  const program = `${programs}${slug}.js`
  if (!existsSync(program))
    writeFileSync(program, "export const hash = ''\nexport default undefined\n")
}

const files = {
  'index.ts': registry('destinations', 'index'),
  'acceptors.ts': registry('acceptors', 'accept'),
}

for (const [name, text] of Object.entries(files)) {
  const file = `${folder}${name}`
  if (!process.argv.includes('--check')) writeFileSync(file, text)
  else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
    console.error(`destinations/${name} is stale: run npm run registry`)
    process.exitCode = 1
  }
}
