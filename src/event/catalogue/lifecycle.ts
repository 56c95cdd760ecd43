import type { CataloguedEvent } from './shape.js'

/**
 * https://segment.com/docs/connections/spec/mobile/
 * https://www.rudderstack.com/docs/event-spec/standard-events/application-lifecycle-events-spec/
 */
export const lifecycleEvents: readonly CataloguedEvent[] = [
  {
    name: 'Application Installed',
    kind: 'lifecycle',
    about: 'The app was opened for the first time after it was installed.',
    automatic: true,
    properties: { version: 'text', build: 'text' },
  },
  {
    name: 'Application Opened',
    kind: 'lifecycle',
    about:
      'The app was launched, or with `from_background` brought back; opens are counted by this event, not by Application Foregrounded.',
    automatic: true,
    properties: {
      from_background: 'boolean',
      url: 'text',
      referring_application: 'text',
      version: 'text',
      build: 'text',
    },
  },
  {
    name: 'Application Backgrounded',
    kind: 'lifecycle',
    about: 'The app was sent to the background.',
    automatic: true,
    also: ['Application Entered Background'],
    properties: {},
  },
  {
    name: 'Application Foregrounded',
    kind: 'lifecycle',
    about:
      'The app came back to the foreground; some SDKs send it beside an Application Opened of the same act, and both stay.',
    automatic: true,
    also: ['Application Became Active', 'Application Entered Foreground'],
    properties: {},
  },
  {
    name: 'Application Updated',
    kind: 'lifecycle',
    about: 'The app was opened for the first time after an update.',
    automatic: true,
    properties: {
      previous_version: 'text',
      previous_build: 'text',
      version: 'text',
      build: 'text',
    },
  },
  {
    name: 'Application Uninstalled',
    kind: 'lifecycle',
    about: 'The app was removed; only a partner or a server can tell.',
    properties: {},
  },
  {
    name: 'Application Crashed',
    kind: 'lifecycle',
    about: 'The app crashed; sent by hand.',
    properties: {},
  },
]
