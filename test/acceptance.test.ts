import { type AcceptRequest, accept } from 'crosswalk/accept'
import { acceptors } from 'crosswalk/destinations/acceptors'
import cloneDeep from 'lodash/cloneDeep.js'
import { describe, expect, test } from 'vitest'
import { sharedIsThere, sharedJson } from './shared.js'

interface Enlargement {
  pointer: string
  repeat?: number
  vary?: string
  keys?: number
  prefix?: string
  value?: unknown
  fill?: string
  length?: number
}

interface AcceptanceCase {
  id: string
  now: number
  request: AcceptRequest & { expand?: Enlargement[] }
  verdict: 'accept' | 'reject'
  effect: string
  rule: string
}

const cases = sharedJson<AcceptanceCase>('acceptance/cases.json')

describe.skipIf(!sharedIsThere)('requests whose verdict is known', () => {
  test('are there', () => {
    expect(cases.length).toBeGreaterThan(100)
  })

  test.each(cases)('$id $verdict $rule', ({ request, now, verdict, effect, rule }) => {
    const judged = accept({ ...expanded(request), now }, acceptors)
    if (verdict === 'accept') expect(judged).toMatchObject({ ok: true })
    else {
      expect(judged.ok).toBe(false)
      const problems = judged.ok ? [] : judged.problems
      expect(problems.map((problem) => `${problem.rule} ${problem.effect}`)).toContain(
        `${rule} ${effect}`,
      )
    }
  })
})

/** The request with its enlargements, which keep the file small. */
function expanded({ expand = [], ...request }: AcceptanceCase['request']): AcceptRequest {
  const holder = cloneDeep({ body: request.body })
  for (const enlargement of expand) {
    const names = ['body', ...enlargement.pointer.split('/').slice(1)].map((name) =>
      name.replaceAll('~1', '/').replaceAll('~0', '~'),
    )
    const last = names.pop() ?? ''
    const parent = names.reduce<Record<string, unknown>>(
      (at, name) => at[name] as Record<string, unknown>,
      holder,
    )
    parent[last] = enlarged(parent[last], enlargement)
  }
  return { ...request, body: holder.body }
}

function enlarged(
  value: unknown,
  { repeat, vary, keys, prefix, fill, length, ...more }: Enlargement,
) {
  const text = fill === undefined ? undefined : fill.repeat(length ?? 1)
  if (repeat !== undefined) {
    const [first] = value as Record<string, unknown>[]
    return Array.from({ length: repeat }, (_, index) =>
      vary === undefined ? first : { ...first, [vary]: `${first?.[vary]}-${index}` },
    )
  }
  if (keys !== undefined) {
    const members = Array.from({ length: keys }, (_, index) => [
      `${prefix}${index}`,
      text ?? more.value,
    ])
    return { ...(value as object), ...Object.fromEntries(members) }
  }
  return text
}
