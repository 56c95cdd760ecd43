import type { CanonicalEvent } from '../../../src/event/canonical.js'
import { isNothing } from '../../../src/event/nothing.js'
import type { Mapped } from '../../../src/mapping/program.js'
import { keyOf } from '../key.js'
import { own } from '../read.js'
import { mappedId } from './ids.js'
import { failed, mapped } from './results.js'

/** The earlier id of a user into the later, or no longer into any. */
export function alias(event: CanonicalEvent, options: unknown): Mapped {
  const unmap = own(options, 'unmap')
  const rule =
    unmap === false
      ? 'alias, no unmapping'
      : unmap === true
        ? 'unmap'
        : isNothing(unmap)
          ? 'alias'
          : 'unmap an id'
  const source = rule === 'unmap an id' ? 'options.unmap' : 'previousId'
  const user = mappedId(rule === 'unmap an id' ? unmap : event.previousId)
  if (user === undefined)
    return failed(rule, 'user_id', `required, but there is nothing at ${source}`)
  const key = keyOf(event)
  if (rule === 'unmap' || rule === 'unmap an id')
    return mapped(rule, 'mapping', { user_id: user, unmap: true }, key, [])
  const into = mappedId(event.userId)
  if (into === undefined)
    return failed(rule, 'global_user_id', 'required, but there is nothing at userId')
  return mapped(rule, 'mapping', { user_id: user, global_user_id: into }, key, [])
}
