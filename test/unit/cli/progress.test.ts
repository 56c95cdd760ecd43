import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createProgress } from '../../../src/cli/progress.js'
import type { DeliveryResult, ItemOutcome } from '../../../src/delivery/delivery-result.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function terminal(isTTY: boolean, columns = 120) {
  const written: string[] = []
  const write = (text: string) => written.push(text) > 0
  return { isTTY, columns, write, written }
}

const settled = (connection: string, outcome: ItemOutcome) =>
  ({ connection, outcome }) as DeliveryResult

test('on a terminal one line tells of each connection: sent, rejected, waiting, rate', () => {
  const screen = terminal(true)
  const progress = createProgress(screen)
  for (let n = 0; n < 10; n++) progress.begun('amp')
  for (let n = 0; n < 6; n++) progress.settled(settled('amp', 'delivered'))
  progress.settled(settled('amp', 'expired'))
  progress.begun('cio')
  vi.advanceTimersByTime(500)
  expect(screen.written).toEqual([
    '\r\u001b[Kamp: 6 sent, 1 rejected, 3 waiting, 14/s | cio: 0 sent, 0 rejected, 1 waiting, 0/s',
  ])
  vi.advanceTimersByTime(500)
  expect(screen.written.at(-1)).toContain('3 waiting, 0/s')
  progress.end()
  expect(screen.written.at(-1)).toBe('\r\u001b[K')
  vi.advanceTimersByTime(5000)
  expect(screen.written).toHaveLength(3)
})

test('the line is cut to the width of the terminal', () => {
  const screen = terminal(true, 20)
  const progress = createProgress(screen)
  progress.begun('a connection with a long name')
  vi.advanceTimersByTime(500)
  expect(screen.written).toEqual(['\r\u001b[Ka connection with a'])
  progress.end()
})

test('elsewhere it writes nothing', () => {
  const file = terminal(false)
  const progress = createProgress(file)
  progress.begun('amp')
  vi.advanceTimersByTime(5000)
  progress.end()
  expect(file.written).toEqual([])
  expect(vi.getTimerCount()).toBe(0)
})
