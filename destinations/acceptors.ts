// Written by `npm run registry` from the folders beside it; do not edit.
import adjust from './adjust/accept.js'
import amplitude from './amplitude/accept.js'
import braze from './braze/accept.js'
import customerio from './customerio/accept.js'
import customerioPipelines from './customerio-pipelines/accept.js'
import facebookAppEvents from './facebook-app-events/accept.js'
import facebookConversions from './facebook-conversions/accept.js'
import googleAnalytics4 from './google-analytics-4/accept.js'
import webhook from './webhook/accept.js'

export const acceptors = [
  adjust,
  amplitude,
  braze,
  customerio,
  customerioPipelines,
  facebookAppEvents,
  facebookConversions,
  googleAnalytics4,
  webhook,
]
