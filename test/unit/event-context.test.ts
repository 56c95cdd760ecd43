import { describe, expect, it } from 'vitest'
import { base, deepFreeze, settle, written } from './event-support.js'

const zeros = '00000000-0000-0000-0000-000000000000'
const contextOf = (context: object) => settle({ ...base, context: deepFreeze(context) })

describe('device type', () => {
  it.each<[unknown, unknown, unknown]>([
    ['ios', undefined, 'ios'],
    ['iOS', 'iOS', 'ios'],
    ['iPhone OS', undefined, 'ios'],
    ['iPad', 'Android', 'ios'],
    ['ANDROID', undefined, 'android'],
    [undefined, 'iPadOS', 'ios'],
    ['', 'Android', 'android'],
    [undefined, 'Windows', undefined],
    ['Desktop', 'iOS', 'desktop'],
    [undefined, undefined, undefined],
    ['toString', undefined, 'tostring'],
    [5, 'android', 'android'],
  ])('device %j on system %j is %j', (type, name, settled) => {
    const { event } = settle({ ...base, context: { device: { type }, os: { name } } })
    expect(event.context.device).toEqual({ type: settled })
  })

  it('is told of the system where there is no device, or one that is no object', () => {
    expect(settle({ ...base, context: { os: { name: 'iOS' } } }).event.context.device).toEqual({
      type: 'ios',
    })
    expect(
      settle({ ...base, context: { device: 'x', os: { name: 'iOS' } } }).event.context.device,
    ).toEqual({ type: 'ios' })
    expect(settle({ ...base, context: { os: 'iOS' } }).event.context.device).toBeUndefined()
  })
})

describe('ids of the context', () => {
  it('settles the ids of the device too', () => {
    const device = { id: 7, advertisingId: zeros, token: 'null', model: 'x' }
    const { event, changes } = settle({ ...base, context: { device } })
    expect(event.context.device).toEqual({
      id: '7',
      model: 'x',
      advertisingId: undefined,
      token: undefined,
    })
    expect(changes).toEqual([
      { path: 'context.device.id', from: 7, to: '7', rule: 'id' },
      { path: 'context.device.advertisingId', from: zeros, to: undefined, rule: 'id' },
      { path: 'context.device.token', from: 'null', to: undefined, rule: 'id' },
    ])
  })

  it('are none where they are zeros, blanks or words for nothing', () => {
    for (const nothing of [zeros, '', ' ', 'null', '(null)', 'undefined', {}, true]) {
      const device = { id: nothing, advertisingId: nothing, token: nothing }
      const { event } = contextOf({ device, groupId: nothing })
      expect(written(event.context)).toEqual({ device: {} })
    }
  })

  it('settles the group', () => {
    const { event, changes } = contextOf({ groupId: 42, ip: 7 })
    expect(event.context).toEqual({ groupId: '42', ip: 7 })
    expect(changes).toEqual([{ path: 'context.groupId', from: 42, to: '42', rule: 'id' }])
  })
})

describe('tracking allowed', () => {
  it.each<[unknown, unknown]>([
    [true, true],
    ['true', true],
    [1, true],
    ['1', true],
    ['YES', true],
    ['false', false],
    [0, false],
    ['authorized', 'authorized'],
    [2, 2],
    ['', ''],
    [null, null],
  ])('%j is %j', (adTrackingEnabled, settled) => {
    const { event, rules } = contextOf({ device: { adTrackingEnabled } })
    expect(event.context.device).toEqual({ adTrackingEnabled: settled })
    const changed = settled !== adTrackingEnabled
    expect(rules).toEqual(changed ? ['context.device.adTrackingEnabled: type'] : [])
  })
})

describe('versions', () => {
  it('are text, where a number was given', () => {
    const { event, rules } = contextOf({
      app: { version: 3, build: 51203, name: 4 },
      os: { version: 17.5 },
    })
    expect(event.context).toEqual({
      app: { version: '3', build: '51203', name: 4 },
      os: { version: '17.5' },
    })
    expect(rules).toEqual([
      'context.app.version: type',
      'context.app.build: type',
      'context.os.version: type',
    ])
  })

  it.each([[Number.NaN], [null], [{}], [[[17]]], ['17']])('stay where %o was', (version) => {
    const context = { app: { version, build: version }, os: { version } }
    const { event, rules } = contextOf(context)
    expect(event.context).toBe(context)
    expect(rules).toEqual([])
  })
})

it('what there is nothing to settle in is not copied', () => {
  const context = { app: { version: '1' }, device: { id: 'd', type: 'ios' }, page: { url: 5 } }
  expect(contextOf(context).event.context).toBe(context)
})

it('what stands on a prototype is not read', () => {
  const context = Object.create({
    app: { version: 3 },
    device: { type: 'iPhone', id: 5 },
    groupId: 1,
  })
  const { event, rules } = settle({ ...base, context })
  expect(event.context).toBe(context)
  expect(rules).toEqual([])
})
