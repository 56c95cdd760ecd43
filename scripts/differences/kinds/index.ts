import type { Difference } from '../compare.js'
import { amplitude } from './amplitude.js'
import { customerio } from './customerio.js'
import { facebook } from './facebook.js'
import { general } from './general.js'
import type { Kind } from './kind.js'

/** All kinds, in the order in which they are tried. */
export const kinds: readonly Kind[] = [...general, ...amplitude, ...customerio, ...facebook]

/** The first kind that a difference is of. */
export function kindOf(difference: Difference): Kind | undefined {
  const { destination, relation, field } = difference
  return kinds.find(
    (kind) =>
      (kind.destination ?? destination) === destination &&
      (kind.relation ?? relation) === relation &&
      kind.fields.test(field) &&
      (kind.test?.(difference) ?? true),
  )
}
