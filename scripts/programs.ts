/**
 * Writes the mapping of every destination as a program, dist/programs/<slug>.js.
 * Runs from the sources, before any program is there: `--conditions crosswalk-unwritten`.
 */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Destination } from 'crosswalk'
import { destinations } from 'crosswalk/destinations'
import { generate } from '../src/mapping/generate/module.js'
import { compiled, programHash } from '../src/routing/compiled.js'

const folder = fileURLToPath(new URL('../dist/programs/', import.meta.url))

mkdirSync(folder, { recursive: true })
for (const module of destinations as readonly Destination[]) {
  const { slug } = module
  const text = generate(compiled(module).tree(), {
    runtime: 'crosswalk/program',
    file: `mappings/${slug}.json`,
    hash: programHash(module),
  })
  // Whole at once: a command that runs meanwhile may import it.
  const unready = `${folder}${slug}.js.${process.pid}`
  writeFileSync(unready, text)
  renameSync(unready, `${folder}${slug}.js`)
}
