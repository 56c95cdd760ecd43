// Written by `npm run registry` from the folders beside it; do not edit.
import adjust from './adjust/index.js'
import amplitude from './amplitude/index.js'
import braze from './braze/index.js'
import customerio from './customerio/index.js'
import customerioPipelines from './customerio-pipelines/index.js'
import facebookAppEvents from './facebook-app-events/index.js'
import facebookConversions from './facebook-conversions/index.js'
import googleAnalytics4 from './google-analytics-4/index.js'
import webhook from './webhook/index.js'

export const destinations = [
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
