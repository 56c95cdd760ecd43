import { expect, test } from 'vitest'
import { own } from '../../src/event/values.js'
import type { Path } from '../../src/mapping/ast.js'
import { interpreter } from '../../src/mapping/interpret.js'
import { parsePath } from '../../src/mapping/path.js'
import { type DrawnInput, drawInput, drawSettings } from '../generate/mapping/event.js'
import { validMappings } from '../generate/mapping/valid.js'
import { generated } from '../generated.js'
import { areSame, frozen, type Outcome, objectsOf, pairOf } from '../same-outcome.js'

const MAPPINGS = 1000
const EVENTS = 100
/** So many settings a mapping. */
const CONNECTIONS = 5

test('a generated module gives what the interpreter gives', async () => {
  const counts: Record<string, number> = {}
  const add = (word: string, times = 1) => {
    counts[word] = (counts[word] ?? 0) + times
  }
  let drawnInAll = 0
  for (const { seed, random, drawn, tree } of validMappings(MAPPINGS)) {
    drawnInAll = seed
    const reference = interpreter(tree, drawn.functions)
    const other = await generated(tree, drawn.functions)
    frozen(tree)
    const paths = drawn.paths.map((path) => parsePath(path))
    for (let connection = 0; connection < CONNECTIONS; connection++) {
      const settings = frozen(drawSettings(random))
      const { expected, actual } = pairOf(reference, other, settings)
      for (let index = 0; index < EVENTS / CONNECTIONS; index++) {
        const input = frozen(drawInput(random, paths, tree))
        const { event, options } = input
        const wanted = expected(event, options)
        const given = actual(event, options)
        const again = index === 0 ? actual(event, options) : given
        const sharing = [
          ...[...objectsOf(wanted), ...objectsOf(given)].filter(Object.isFrozen),
          ...(index === 0 ? shared(given, again) : []),
        ]
        if (!areSame(wanted, given) || !areSame(given, again) || sharing.length > 0) {
          expect({ seed, sharing, input, settings, outcome: given, file: drawn.file }).toEqual({
            ...{ seed, sharing: [], input, settings, outcome: wanted, file: drawn.file },
          })
          throw new Error(`seed ${seed}: the same to the eye, but not in its order or its numbers`)
        }
        add(kindOf(wanted))
        add('paths', paths.length)
        add('hit', paths.filter((path) => isThere(path, input, settings)).length)
      }
    }
  }
  console.log(counts)
  const { paths = 0, hit = 0, mapped = 0 } = counts
  expect(hit / paths).toBeGreaterThanOrEqual(0.5)
  expect(mapped).toBeGreaterThan((MAPPINGS * EVENTS) / 4)
  expect(drawnInAll).toBeLessThan(MAPPINGS * 1.2)
})

/** What two results have in common: of a module's own constants, say. */
function shared(one: Outcome, other: Outcome): object[] {
  const objects = new Set(objectsOf(one))
  return objectsOf(other).filter((object) => objects.has(object))
}

function kindOf(outcome: Outcome): string {
  if ('threw' in outcome) return 'threw'
  const { outcome: kind, reason } = outcome.given as { outcome: string; reason?: string }
  return kind === 'skipped' ? `skipped ${reason}` : kind
}

/** Whether anything stands at a path, in any element of its lists. */
function isThere({ root, names }: Path, { event, options }: DrawnInput, settings: object): boolean {
  let found: unknown[] = [own({ ...event, options, settings }, root)]
  for (const { name } of names) {
    found = found.flat().map((value) => own(value, name))
  }
  return found.some((value) => value !== undefined)
}
