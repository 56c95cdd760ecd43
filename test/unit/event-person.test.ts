import { describe, expect, it } from 'vitest'
import { base, deepFreeze, settle, written } from './event-support.js'

const person = (traits: object) => {
  const settled = settle({ ...base, type: 'identify', traits: deepFreeze(traits) })
  expect(settled.event.traits).toBe(traits)
  return { ...settled, user: written(settled.event.user) }
}

describe('traits of a person', () => {
  it.each([
    [
      { first_name: 'Ada', LASTNAME: 'M' },
      { firstName: 'Ada', lastName: 'M', name: 'Ada M' },
    ],
    [{ 'e-mail': 'a@b.c' }, { email: 'a@b.c' }],
    [{ created_at: 5 }, { createdAt: 5 }],
    [{ createdAt: '2026-01-01T00:00:00Z' }, { createdAt: '2026-01-01T00:00:00Z' }],
    [{ Birthday: '1903-02-01' }, { birthday: '1903-02-01' }],
    [{ phone: 4915112345 }, { phone: '4915112345' }],
    [{ age: '34' }, { age: 34 }],
    [{ address: { postal_code: 94105 } }, { address: { postalCode: '94105' } }],
    [{ address: { zip: '94105' } }, { address: { postalCode: '94105' } }],
    [{ address: { zip: '1', postalCode: '2' } }, { address: { zip: '1', postalCode: '2' } }],
    [{ address: '1 Market St' }, { address: '1 Market St' }],
    [{ company: { Employee_Count: '20' } }, { company: { employee_count: 20 } }],
    [
      { plan: 5, id: 7 },
      { plan: 5, id: '7' },
    ],
  ])('%j are read as %j, and passed on as they were sent', (traits, user) => {
    expect(person(traits).user).toEqual(user)
  })

  it('are settled wherever they came from', () => {
    const { event, rules } = settle({ ...base, context: { traits: { first_name: 'Ada' } } })
    expect(written(event.user)).toEqual({ firstName: 'Ada' })
    expect(event.context.traits).toEqual({ first_name: 'Ada' })
    expect(rules).toEqual(['user.first_name: spelling', 'user.firstName: spelling'])
  })

  it('of a group are the group’s, and no person’s', () => {
    const { event } = settle({ ...base, type: 'group', traits: { Name: 'Acme Inc' } })
    expect(event.traits).toEqual({ Name: 'Acme Inc' })
    expect(event.user).toEqual({})
  })
})

describe('names of a person', () => {
  it.each<[object, object]>([
    [{ name: ' Ada  Moreau ' }, { firstName: 'Ada', lastName: 'Moreau' }],
    [{ name: 'Ada Moreau', firstName: 'Ada' }, { lastName: 'Moreau' }],
    [{ name: 'Ada Moreau', lastName: 'Moreau', firstName: '' }, { firstName: 'Ada' }],
    [{ name: 'Ada Moreau', firstName: 'A.' }, {}],
    [{ name: 'Moreau Ada', lastName: 'Moreau' }, {}],
    [{ name: 'Ada Moreau', firstName: 'Ada', lastName: 'M' }, {}],
    [{ name: 'Ada King Moreau' }, {}],
    [{ name: 'Ada' }, {}],
    [{ name: ' ' }, {}],
    [{ name: { first: 'Ada' } }, {}],
    [{ name: `${'x'.repeat(5_000_000)} y` }, {}],
    [{ firstName: 'Ada', lastName: 'Moreau' }, { name: 'Ada Moreau' }],
    [{ firstName: 'Ada', lastName: 'Moreau', name: null }, { name: 'Ada Moreau' }],
    [{ firstName: 'Ada' }, {}],
    [{ firstName: 'Ada', lastName: {} }, {}],
  ])('%j gives %j', (traits, more) => {
    const { user, changes } = person(traits)
    expect(user).toEqual({ ...traits, ...more })
    expect(changes.map(({ path, to }) => [path, to])).toEqual(
      Object.entries(more).map(([name, value]) => [`user.${name}`, value]),
    )
  })

  it('are on record', () => {
    expect(person({ name: 'Ada Moreau' }).rules).toEqual([
      'user.firstName: parts of name',
      'user.lastName: parts of name',
    ])
    expect(person({ firstName: 'Ada', lastName: 'M' }).rules).toEqual(['user.name: name of parts'])
  })
})
