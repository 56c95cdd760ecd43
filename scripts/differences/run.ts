import { compare, type Difference } from './compare.js'
import { isOwnMapping } from './equivalents.js'
import { requestsFor } from './ours.js'
import { type Recorded, recordings } from './recorded.js'
import { unitsOf } from './units.js'

/** Every difference of every recording, in their order. */
export function differences(): Difference[] {
  return recordings().flatMap(({ destination, recorded }) =>
    differencesOf(destination, recorded).map((one) => ({ ...one, destination, recorded })),
  )
}

function differencesOf(destination: string, recorded: Recorded) {
  if (isOwnMapping(destination, recorded)) {
    return [{ relation: 'not compared' as const, field: 'mapping', path: '' }]
  }
  const theirs = unitsOf(destination, recorded.expected.requests ?? [])
  const ours = unitsOf(destination, requestsFor(destination, recorded))
  const withBoth = theirs.length > 0 && ours.length > 0
  return compare(theirs, ours).filter(({ field }) => withBoth || field !== 'request')
}
