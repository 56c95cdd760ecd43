import { expect, test } from 'vitest'
import { table } from '../../../src/cli/table.js'

test('numbers stand right, words left, and no line ends in spaces', () => {
  const rows = [
    ['amp', '', 12],
    ['customers', 'VENDOR_REJECTED', 3],
  ]
  expect(table(['connection', 'reason', 'events'], rows)).toEqual([
    'connection  reason           events',
    'amp                              12',
    'customers   VENDOR_REJECTED       3',
  ])
})
