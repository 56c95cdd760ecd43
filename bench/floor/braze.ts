import { skipped } from './braze/actions.js'
import { track, view } from './braze/acts.js'
import { startMapping } from './braze/mapping.js'
import { alias, group, identify } from './braze/people.js'
import type { Floor } from './floor.js'
import { own, text } from './read-or-tell.js'

/** Takes settings as their schema gives them, with all of its defaults; templates of names hold text and `{{path}}` only. */
export const floor: Floor = (event, settings) => {
  const { type } = event
  if (event.userId === undefined && type !== 'alias') {
    const isNobody = text(own(event.user, 'email')) === undefined
    if (isNobody && type === 'identify' && event.anonymousId === undefined)
      return skipped('identify, nobody known', 'unsupported')
    if (isNobody && settings.anonymousEvents === false)
      return skipped('anonymous, and not wanted', 'filtered')
  }
  const mapping = startMapping(event, settings)
  switch (type) {
    case 'identify':
      return identify(mapping)
    case 'track':
      return track(mapping)
    case 'screen':
    case 'page':
      return view(mapping)
    case 'group':
      return group(mapping)
    case 'alias':
      return alias(mapping)
  }
}
