import { describe, expect, test } from 'vitest'
import { documented } from '../scripts/differences/kinds/documented.js'
import { kindOf, kinds } from '../scripts/differences/kinds/index.js'
import { headings, links } from '../scripts/differences/page.js'
import { differences } from '../scripts/differences/run.js'
import { sharedIsThere } from './shared.js'

const ids = [...new Set(kinds.map(({ id }) => id))]

describe('the page of differences', () => {
  test('tells every kind under a heading of its own, and no other', () => {
    expect(headings().sort()).toEqual([...ids, ...documented].sort())
  })

  test('has links that lead somewhere', () => {
    expect(links().filter((anchor) => !headings().includes(anchor))).toEqual([])
  })
})

describe.skipIf(!sharedIsThere)('what other libraries were recorded to send', () => {
  const found = differences()

  test('differs from ours in nothing that is not explained', () => {
    const unexplained = found.filter((one) => kindOf(one) === undefined)
    expect(
      unexplained.map(({ recorded, relation, field }) => [recorded.id, relation, field]),
    ).toEqual([])
  })

  test('shows every kind that is not known from documents alone', () => {
    const seen = new Set(found.map((one) => kindOf(one)?.id))
    expect(ids.filter((id) => !seen.has(id))).toEqual([])
    expect(documented.filter((id) => seen.has(id))).toEqual([])
  })
})
