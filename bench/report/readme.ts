import { corpusNames } from '../corpora.js'
import type { Figure } from '../figure.js'
import type { Results } from '../results.js'
import { title } from './chart.js'
import { mappedBy } from './mapped.js'
import { table } from './markdown.js'
import { shown } from './table.js'
import { where } from './where.js'

/** The text with the chart and the figures of a run between its two marks. */
export function filled(text: string, results: Results): string {
  const marks = /(<!-- bench -->\n).*?(<!-- \/bench -->)/s
  if (!marks.test(text)) throw new Error('README.md has no <!-- bench --> … <!-- /bench -->')
  return text.replace(
    marks,
    (_, before: string, after: string) => `${before}\n${tables(results)}\n\n${after}`,
  )
}

function tables(results: Results): string {
  const lines = results.figures.filter(({ part, unit }) => part === 'line' && unit === 'ratio')
  return `![${title}](docs/benchmark.svg)

${mapTable(results)}

${table([
  ['At three connections', 'median', 'quartiles', 'target'],
  ...lines.map((figure) => [
    figure.name,
    value(figure),
    `${shown(figure.low, 'ratio')} – ${shown(figure.high, 'ratio')}`,
    figure.atMost === undefined ? '' : `≤ ${figure.atMost}`,
  ]),
])}

${where(results)}; medians of ${results.effort.rounds} rounds.`
}

function mapTable({ figures }: Results): string {
  const { destinations, of } = mappedBy(figures)
  const rows = destinations.map((destination) => [
    `\`${destination}\``,
    value(of(destination, 'mix', 'hand-written')),
    ...corpusNames.map((corpus) => value(of(destination, corpus, 'generated'))),
    ...corpusNames.map((corpus) => value(of(destination, corpus, 'interpreter'))),
  ])
  const columns = ['generated', 'interpreter'].flatMap((engine) =>
    corpusNames.map((corpus) => `${engine}, ${corpus}`),
  )
  return table([['Destination', 'hand-written, mix', ...columns], ...rows])
}

function value(figure: Figure | undefined): string {
  if (figure === undefined) return '–'
  const { median, unit } = figure
  return unit === 'ratio' ? shown(median, unit) : `${shown(median, unit)} ${unit}`
}
