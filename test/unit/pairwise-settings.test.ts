import { expect, test } from 'vitest'
import { type Destination, z } from '../../src/destination.js'
import { pairwiseSettings } from '../generate/settings.js'
import { endpoint } from './endpoint.js'

const shape = {
  user: z.string().optional(),
  password: z.string().optional(),
  region: z.enum(['us', 'eu']).default('us'),
  test: z.boolean().default(false),
}
const used = [{ user: 'someone', password: 'theirs' }, {}]
const settings = z.strictObject(shape)
const together = settings.refine(
  (given) => (given.user === undefined) === (given.password === undefined),
)

const moduleWith = (of: z.ZodType): Destination => ({
  slug: 'tea',
  title: 'Tea',
  settings: of as Destination['settings'],
  mapping: {},
  actions: { event: () => 'events' },
  endpoints: { events: endpoint },
})

test('settings that belong together are drawn together, with every value of the others', () => {
  const rows = pairwiseSettings(moduleWith(together), used)
  expect(rows.filter((row) => !together.safeParse(row).success)).toEqual([])
  for (const region of ['us', 'eu']) {
    expect(rows).toContainEqual(expect.objectContaining({ ...used[0], region }))
  }
  for (const on of [true, false]) {
    expect(rows).toContainEqual(expect.objectContaining({ ...used[0], test: on }))
  }
})

test('a destination that takes none is told', () => {
  const none = moduleWith(settings.refine(() => false))
  expect(() => pairwiseSettings(none, used)).toThrow(/tea: it takes none of the settings/)
})

test('one setting alone is drawn as the fixtures have it', () => {
  const alone = moduleWith(z.strictObject({ user: z.string() }))
  expect(pairwiseSettings(alone, [{ user: 'someone' }])).toEqual([{ user: 'someone' }])
})
