// Bundles the library with what it takes from other packages: a start reads a
// few files, not four hundred, and an install brings no package that runs.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { minifySync } from 'rolldown/utils'

const root = fileURLToPath(new URL('..', import.meta.url))
const read = (...path) => readFileSync(join(root, ...path), 'utf8')

/** Every built file that package.json names, without its ending; `*` is a destination. */
function entries() {
  const { bin, exports, imports } = JSON.parse(read('package.json'))
  const named = JSON.stringify([bin, exports, imports]).matchAll(/"(?:\.\/)?dist\/([^"]+)\.js"/g)
  const slugs = readdirSync(join(root, 'destinations'))
  const all = [...named].flatMap(([, name]) => slugs.map((slug) => name.replace('*', slug)))
  return [...new Set(all)].filter((name) => existsSync(join(root, `${name}.ts`)))
}

/** The namespace of zod brings its messages in sixty languages; ours are English. */
const english = {
  name: 'english',
  load: {
    filter: { id: /\/zod\/v4\/locales\/index\.js$/ },
    handler: () => "export { default as en } from './en.js'",
  },
}

/** The licences of the packages that these files of node_modules belong to. */
function licences(files) {
  const packages = files.flatMap((file) => /.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file) ?? [])
  const texts = [...new Set(packages)].sort().map((folder) => {
    const { name, version, license } = JSON.parse(
      readFileSync(join(folder, 'package.json'), 'utf8'),
    )
    const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one))
    if (file === undefined) throw new Error(`${name} comes without the text of its licence`)
    return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`
  })
  return `Parts of these packages are in the files beside this one.\n\n${texts.join(`\n${'-'.repeat(72)}\n\n`)}`
}

/** What others wrote is shipped as a machine reads it: half of a start is reading. Ours stays as a person does. */
function shortened(name, code) {
  const { code: short, errors } = minifySync(name, code)
  if (errors.length > 0) throw new Error(`${name} could not be shortened: ${errors[0].message}`)
  return short
}

/** The files of dist/ by their names there. */
export async function bundled() {
  const build = await rolldown({
    input: Object.fromEntries(entries().map((name) => [name, join(root, `${name}.ts`)])),
    platform: 'neutral',
    // Each destination of the registries is an entry.
    external: (id, importer) =>
      /^(?:#|node:|crosswalk(?:\/|$))/.test(id) ||
      dirname(importer ?? '') === join(root, 'destinations'),
    resolve: { extensionAlias: { '.js': ['.ts', '.js'] }, mainFields: ['module', 'main'] },
    plugins: [english],
  })
  const { output } = await build.generate({
    // As deep as the sources, which find other files of the package from where they are.
    chunkFileNames: 'src/parts/[name]-[hash].js',
    // All that an import of the library needs, in two files: each further one is sought and linked by itself.
    codeSplitting: {
      groups: [
        { name: 'packages', test: /\/node_modules\//, priority: 1 },
        { name: 'library', test: /\/src\/(?:index|mapping\/runtime)\.ts$/ },
      ],
    },
  })
  await build.close()
  const files = new Map(
    output.map(({ fileName, name, code }) => [
      fileName,
      name === 'packages' ? shortened(fileName, code) : code,
    ]),
  )
  return files.set('THIRD-PARTY.txt', licences(output.flatMap(({ moduleIds }) => moduleIds)))
}
