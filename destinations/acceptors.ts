// Written by `npm run registry` from the folders beside it; do not edit.
import amplitude from './amplitude/accept.js'

export const acceptors = [
  amplitude,
]
