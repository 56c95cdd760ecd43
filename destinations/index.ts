// Written by `npm run registry` from the folders beside it; do not edit.
import amplitude from './amplitude/index.js'
import customerio from './customerio/index.js'
import customerioPipelines from './customerio-pipelines/index.js'
import facebookAppEvents from './facebook-app-events/index.js'
import facebookConversions from './facebook-conversions/index.js'
import googleAnalytics4 from './google-analytics-4/index.js'

export const destinations = [
  amplitude,
  customerio,
  customerioPipelines,
  facebookAppEvents,
  facebookConversions,
  googleAnalytics4,
]
