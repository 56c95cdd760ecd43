import { destinations } from 'crosswalk/destinations'
import { acceptors } from 'crosswalk/destinations/acceptors'
import { contractCases } from 'crosswalk/testing'
import { describe, test } from 'vitest'
import { contractEvents, settingsFor } from './fixtures/read.js'

describe.each(destinations)('$slug keeps the contract', (destination) => {
  const settings = settingsFor(destination.slug)
  const events = contractEvents(destination.slug)
  test.each(contractCases(destination, { settings, events, ...accepting(destination.slug) }))(
    '$name',
    { timeout: 30_000 },
    ({ run }) => run(),
  )
})

function accepting(slug: string) {
  const acceptor = acceptors.find(({ destination }) => destination === slug)
  return acceptor === undefined ? {} : { acceptor }
}
