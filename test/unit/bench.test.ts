import { describe, expect, test } from 'vitest'
import type { Figure } from '../../bench/figure.js'
import { refuseUnlike } from '../../bench/parts/same-bodies.js'
import { quartiles } from '../../bench/quartiles.js'
import { chart } from '../../bench/report/chart.js'
import { filled } from '../../bench/report/readme.js'
import { row } from '../../bench/report/table.js'
import type { Results } from '../../bench/results.js'
import { interleaved, keep, ratio } from '../../bench/timing.js'

const figure = (median: number, atMost?: number): Figure => ({
  part: 'map',
  name: 'acme, mix: generated ÷ hand-written',
  unit: 'ratio',
  ...quartiles([-0.2, -0.1, 0, 0.1, 0.2].map((off) => median + off)),
  ...(atMost === undefined ? {} : { atMost }),
  about: { destination: 'acme', corpus: 'mix', engine: 'generated' },
})

const results: Results = {
  machine: { cpu: 'Left & Right', cores: 2, system: 'linux x64' },
  node: '20.19.0',
  date: '2026-03-10',
  effort: { rounds: 33, sliceMs: 60 },
  figures: [figure(1.2, 1.3)],
  failed: [],
}

describe('the benchmark', () => {
  test('compares round by round', () => {
    const times = new Map([
      ['once', [1, 10, 2]],
      ['twice', [2, 20, 4]],
    ])
    expect(ratio(times, ['twice'], ['once'])).toEqual({ low: 2, median: 2, high: 2 })
    expect(ratio(times, ['twice', 'once'], ['twice']).median).toBe(1.5)
  })

  test('runs every subject in every round, and makes anew what a run uses up', () => {
    const calls: string[] = []
    const subject = (name: string) => ({
      name,
      units: 1,
      before: () => void calls.push(`${name} begins`),
      run: () => keep(calls.push(name)),
    })
    const times = interleaved([subject('a'), subject('b')], { rounds: 3, sliceMs: 1 })
    expect([...times].map(([name, { length }]) => [name, length])).toEqual([
      ['a', 3],
      ['b', 3],
    ])
    const runs = calls.flatMap((call, index) =>
      call.includes(' ') ? [] : [[calls[index - 1], call]],
    )
    expect(runs.every(([before, run]) => before === `${run} begins`)).toBe(true)
  })

  test('says what is above its target', () => {
    expect(row(figure(1.2, 1.3))).toMatch(/1\.20 .*1\.10 – 1\.30 .*≤ 1\.3 +ok$/)
    expect(row(figure(1.4, 1.3))).toMatch(/≤ 1\.3 above$/)
    expect(row(figure(1.4))).toMatch(/1\.50$/)
  })

  test('compares no lines that send other bodies', () => {
    const together = '{"a":1,"custom_events":[{"n":1},{"n":2}]}'
    const apart = ['{"custom_events":[{"n":2}],"a":1}', '{"a":1,"custom_events":[{"n":1}]}']
    expect(() => refuseUnlike([together], apart)).not.toThrow()
    expect(() => refuseUnlike([together], apart.slice(1))).toThrow('send other bodies')
  })

  test('fills the README, and fills it again', () => {
    const empty = 'before\n<!-- bench -->\n<!-- /bench -->\nafter\n'
    const once = filled(empty, results)
    expect(once).toMatch(/\| `acme` +\| +– \| +– \| +1\.20 \| +– \|/)
    expect(once).toMatch(/^before\n[\s\S]*\nafter\n$/)
    expect(filled(once, results)).toBe(once)
    expect(() => filled('none', results)).toThrow('README.md')
  })

  test('draws where and when it was measured', () => {
    const drawn = chart(results)
    expect(drawn).toContain('acme')
    expect(drawn).toContain('Left &amp; Right, 2 cores, Node 20.19.0, 2026-03-10')
  })
})
