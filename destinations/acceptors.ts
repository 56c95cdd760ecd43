// Written by `npm run registry` from the folders beside it; do not edit.
import customerio from './customerio/accept.js'
import customerioPipelines from './customerio-pipelines/accept.js'

export const acceptors = [
  customerio,
  customerioPipelines,
]
