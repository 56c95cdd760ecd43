import { existsSync } from 'node:fs'
import { destinations } from 'crosswalk/destinations'
import type { Destination } from '../src/destination.js'
import { interpreter } from '../src/mapping/interpret.js'
import type { MappingProgram } from '../src/mapping/program.js'
import { compiled, programHash } from '../src/routing/compiled.js'
import { isSame } from './compare.js'
import type { CorpusName } from './corpora.js'
import type { Floor } from './floor/floor.js'
import { casesOf, connectionOf, type MappedCase } from './subjects.js'

const modules: readonly Destination[] = destinations

export const slugs = modules.map(({ slug }) => slug)

const file = (slug: string) => new URL(`./floor/${slug}.js`, import.meta.url)

/** By its source, from the root of the project: what was compiled of one that is gone stays behind. */
export function hasFloor(slug: string): boolean {
  return existsSync(`bench/floor/${slug}.ts`)
}

/** The three ways to map for one destination, and the events that all of them map alike. */
export interface Rivals {
  floor: Floor
  generated: MappingProgram
  interpreted: MappingProgram
  bound: readonly unknown[]
  cases: readonly MappedCase[]
}

/** Throws an Error where one gives anything else than the others: their times could not be compared. */
export async function rivals(slug: string, corpora: readonly CorpusName[]): Promise<Rivals> {
  const { floor } = (await import(file(slug).href)) as { floor: Floor }
  const module = modules.find((one) => one.slug === slug)
  if (module === undefined) throw new Error(`no destination ${slug}`)
  if (module.program?.hash !== programHash(module)) {
    throw new Error(`the program of ${slug} is stale: run npm run prepare`)
  }
  const { program: generated, bound } = connectionOf(slug).inside
  const interpreted = interpreter(compiled(module).tree(), module.functions)
  const cases = casesOf(slug, corpora)
  for (const { corpus, number, event, settings, options } of cases) {
    const expected = generated.map(event, settings, bound, options)
    const others = {
      'the hand-written mapper': floor(event, settings, options),
      'the interpreter': interpreted.map(event, settings, bound, options),
    }
    for (const [who, given] of Object.entries(others)) {
      if (isSame(given, expected)) continue
      throw new Error(
        `${slug}: of event ${number} of ${corpus}, ${who} makes something else; see bench/agree.ts`,
      )
    }
  }
  return { floor, generated, interpreted, bound, cases }
}
