import * as program from '#programs/amplitude'
import mapping from '../../mappings/amplitude.json' with { type: 'json' }
import type { Destination } from '../../src/destination.js'
import { endpoints } from './endpoints.js'
import { functions } from './functions.js'
import { type Settings, settings } from './settings.js'

/** Deleting a person is not here: it takes the secret key, at a host of its own. */
export default {
  slug: 'amplitude',
  title: 'Amplitude',
  settings,
  names: ['actions amplitude'],
  mapping,
  program,
  functions,
  actions: { event: (settings) => settings.endpoint, mapping: () => 'usermap' },
  endpoints,
} satisfies Destination<Settings>
