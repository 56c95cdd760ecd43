/** Runs the suite that every shipped destination passes, as any test runner would. */
import { contractCases } from 'crosswalk/testing'
import harbourLog from './index.js'

const event = {
  type: 'track',
  event: 'Berth Booked',
  userId: 'user-501',
  timestamp: '2026-03-02T08:00:00.000Z',
  context: { device: { id: '6e2a7f0c-41b9-4d53-9c0e-6a1c2f9b3d10' } },
  properties: { quay: 'North', berth: 12 },
}

const cases = contractCases(harbourLog, { settings: { token: 't0ken' }, events: [event] })
for (const { name, run } of cases) {
  run()
  console.log(`ok  ${name}`)
}
