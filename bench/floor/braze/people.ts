import type { Action, Mapped } from '../../../src/mapping/program.js'
import { own, plain, text } from '../read-or-tell.js'
import { failed, mapped, push, skipped, unknown } from './actions.js'
import { attributesOf } from './attributes.js'
import { pourTraits, tellClash, withTraits } from './attributes-rest.js'
import type { Mapping } from './mapping.js'
import { addressOf, aliasOf, aliasOfAnonymous, externalIdOf } from './who.js'

export function identify(mapping: Mapping): Mapped {
  const actions: Action[] = []
  const id = externalIdOf(mapping)
  if (id !== undefined && mapping.settings.anonymousEvents === true) {
    const alias = aliasOf(mapping)
    if (alias !== undefined)
      push(mapping, actions, 'identify', { external_id: id, user_alias: alias })
  }
  const filled = attributesOf(mapping)
  const { external_id, user_alias, email } = filled
  if (external_id === undefined && user_alias === undefined && email === undefined)
    return unknown('identify', 'attributes', 'traits.email')
  const attributes = pourTraits(mapping, filled) ? filled : withTraits(mapping, filled)
  push(mapping, actions, 'track', { attributes })
  return mapped(mapping, 'identify', actions)
}

/** One list of all groups; the vendor keeps nothing of a group itself. */
export function group(mapping: Mapping): Mapped {
  const { event, settings } = mapping
  const alias = aliasOfAnonymous(mapping)
  const attributes: Record<string, unknown> = {
    external_id: externalIdOf(mapping),
    user_alias: alias,
    email: addressOf(mapping, alias, 'attributes.email'),
    _update_existing_only: alias === undefined ? undefined : false,
  }
  const id = event.groupId?.toWellFormed().trim()
  const name = text(own(settings, 'groupAttribute'))
  if (id === undefined || id === '' || name === undefined)
    return failed('group', 'attributes', 'required, but there is nothing at groupId')
  if (attributes.external_id === undefined && alias === undefined && attributes.email === undefined)
    return unknown('group', 'attributes')
  if (Object.hasOwn(attributes, name)) tellClash(mapping, 'attributes', name)
  else attributes[name] = { add: [id] }
  const actions: Action[] = []
  push(mapping, actions, 'track', { attributes })
  return mapped(mapping, 'group', actions)
}

/** An id that was the anonymous one is an alias of the user; another was a user's, and merges. */
export function alias(mapping: Mapping): Mapped {
  const { event, settings } = mapping
  const previous = event.previousId?.toWellFormed()
  if (previous === undefined) return skipped('alias of nothing', 'unsupported')
  const anonymous = event.anonymousId?.toWellFormed()
  const id = externalIdOf(mapping)
  const actions: Action[] = []
  if (settings.anonymousEvents === true) {
    if (id === undefined) return missing('external_id')
    const label = plain(own(settings, 'aliasLabel'))
    if (previous === anonymous && label !== undefined) {
      const user_alias = { alias_name: previous, alias_label: label }
      push(mapping, actions, 'identify', { external_id: id, user_alias })
    }
  }
  if (previous !== anonymous && previous !== mapping.userId) {
    if (id === undefined) return missing('identifier_to_keep.external_id')
    push(mapping, actions, 'merge', {
      identifier_to_merge: { external_id: previous },
      identifier_to_keep: { external_id: id },
    })
  }
  return mapped(mapping, 'alias', actions)
}

function missing(path: string): Mapped {
  return failed('alias', path, 'required, but there is nothing at userId')
}
