// Written by `npm run registry` from the folders beside it; do not edit.
import facebookAppEvents from './facebook-app-events/accept.js'
import facebookConversions from './facebook-conversions/accept.js'

export const acceptors = [
  facebookAppEvents,
  facebookConversions,
]
