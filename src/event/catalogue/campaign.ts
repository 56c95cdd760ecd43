import type { CataloguedEvent, MemberShapes } from './shape.js'

const push: MemberShapes = { name: 'text', medium: 'text', content: 'text', source: 'text' }
const link: MemberShapes = { provider: 'text', url: 'text' }

/** https://segment.com/docs/connections/spec/mobile/#campaign-events */
export const campaignEvents: readonly CataloguedEvent[] = [
  {
    name: 'Install Attributed',
    kind: 'campaign',
    about: 'An attribution partner found the campaign that an installation came from.',
    automatic: true,
    properties: {
      provider: 'text',
      campaign: {
        source: 'text',
        name: 'text',
        medium: 'text',
        content: 'text',
        ad_creative: 'text',
        ad_group: 'text',
      },
    },
  },
  {
    name: 'Push Notification Received',
    kind: 'campaign',
    about: 'A push notification reached the device.',
    automatic: true,
    properties: { campaign: push },
  },
  {
    name: 'Push Notification Tapped',
    kind: 'campaign',
    about: 'A push notification, or a button of it, was tapped.',
    automatic: true,
    properties: { action: 'text', campaign: push },
  },
  {
    name: 'Push Notification Bounced',
    kind: 'campaign',
    about: 'A push notification could not be delivered.',
    automatic: true,
    properties: { action: 'text', campaign: push },
  },
  {
    name: 'Deep Link Opened',
    kind: 'campaign',
    about: 'A deep link opened the app; comes in addition to Application Opened.',
    automatic: true,
    properties: link,
  },
  {
    name: 'Deep Link Clicked',
    kind: 'campaign',
    about: 'A deep link was clicked, whether or not the app opened.',
    automatic: true,
    properties: link,
  },
]
