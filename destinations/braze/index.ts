import * as program from '#programs/braze'
import mapping from '../../mappings/braze.json' with { type: 'json' }
import type { Destination } from '../../src/destination.js'
import { endpoints } from './endpoints.js'
import { functions } from './functions.js'
import { type Settings, settings } from './settings.js'

/** Deleting people and the state of subscription groups have endpoints of their own, and no call that means them. */
export default {
  slug: 'braze',
  title: 'Braze',
  settings,
  names: ['appboy', 'braze cloud mode (actions)'],
  mapping,
  program,
  functions,
  actions: {
    track: ({ objectsPerRequest }) => (objectsPerRequest === '50' ? 'track50' : 'track'),
    identify: () => 'identify',
    merge: () => 'merge',
  },
  endpoints,
} satisfies Destination<Settings>
