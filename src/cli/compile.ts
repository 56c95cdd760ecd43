import { parseArgs } from 'node:util'
import type { Destination } from '../destination.js'
import { importSource, programSource } from '../mapping/generate/module.js'
import { compiled, programHash } from '../routing/compiled.js'
import { readMapping, withMapping } from './mapping-file.js'
import { UsageError } from './usage.js'

/** A mapping file of one's own, for the endpoints of a shipped destination → a module on standard output. Gives the exit code. */
export async function compile(words: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: { as: { type: 'string' } },
  })
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) {
    throw new UsageError('compile needs one mapping file: compile FILE [--as SLUG] > module.js')
  }
  const { destinations } = await import('crosswalk/destinations')
  const { mapping } = readMapping(file)
  const module = withMapping(mapping, destinations)
  if ('message' in module) {
    throw new UsageError(`${file}: ${module.message}; its endpoints and settings are taken`)
  }
  const slug = slugOf(values.as, module, destinations)
  const own = { ...module, slug, mapping: { ...module.mapping, destination: slug } }
  process.stdout.write(moduleText(own, module.slug))
  return 0
}

function slugOf(
  wanted: string | undefined,
  module: Destination,
  all: readonly Destination[],
): string {
  if (wanted === undefined) return module.slug
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(wanted)) {
    throw new UsageError(`--as ${wanted}: small letters, digits and single hyphens`)
  }
  if (all.some((one) => one.slug === wanted)) throw new UsageError(`--as ${wanted} is taken`)
  return wanted
}

/** The mapping stands as the text of its JSON: nothing that somebody wrote in it is ever source. */
function moduleText(module: Destination, base: string): string {
  const { slug, mapping } = module
  const json = JSON.stringify(JSON.stringify(mapping))
  return `// Written by \`crosswalk compile\`; do not edit.
import base from ${JSON.stringify(`crosswalk/destinations/${base}`)}
${importSource('crosswalk/program')}

const program = {
  hash: ${JSON.stringify(programHash(module))},
  default: ${programSource(compiled(module).tree())},
}

export default { ...base, slug: ${JSON.stringify(slug)}, mapping: JSON.parse(${json}), program }
`
}
