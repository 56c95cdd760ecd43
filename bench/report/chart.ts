import type { Figure } from '../figure.js'
import type { Results } from '../results.js'
import { mappedBy } from './mapped.js'
import { shown } from './table.js'
import { where } from './where.js'

export const title = 'Time to map an event, hand-written = 1'

const width = 760
const left = 190
const right = 60
const top = 78
const row = 46
const thick = 14

const style = `
  text { font: 13px system-ui, sans-serif; fill: #1f2328 }
  .title { font-size: 16px; font-weight: 600 }
  .faint { fill: #59636e; font-size: 12px }
  .generated { fill: #0969da } .interpreter { fill: #bf8700 }
  .whisker { stroke: #1f2328 } .grid { stroke: #d1d9e0 } .one { stroke: #cf222e; stroke-width: 2 }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc } .faint { fill: #9198a1 }
    .generated { fill: #4493f8 } .interpreter { fill: #d29922 }
    .whisker { stroke: #f0f6fc } .grid { stroke: #3d444d } .one { stroke: #f85149 }
  }`

/** An SVG: how long each destination's mapping takes, as a multiple of the hand-written mapper. */
export function chart(results: Results): string {
  const { destinations, of } = mappedBy(results.figures)
  const bars = destinations.map((destination) => ({
    destination,
    generated: of(destination, 'mix', 'generated'),
    interpreter: of(destination, 'mix', 'interpreter'),
  }))
  const highest = Math.max(
    ...bars.flatMap((one) => [one.generated?.high, one.interpreter?.high]).map((high) => high ?? 0),
  )
  const end = Math.max(2, Math.ceil(highest))
  const x = (ratio: number) => left + (ratio / end) * (width - left - right)
  const bottom = top + bars.length * row
  const step = Math.ceil(end / 10)
  const ticks = Array.from({ length: Math.floor(end / step) + 1 }, (_, tick) => tick * step)
  const caption = `${where(results)}; median of ${results.effort.rounds} rounds, whiskers: quartiles`
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${bottom + 54}" role="img" aria-label="${title}">
<style>${style}
</style>
<text class="title" x="16" y="26">${title}</text>
<rect class="generated" x="16" y="42" width="12" height="12"/><text x="34" y="53">generated program</text>
<rect class="interpreter" x="166" y="42" width="12" height="12"/><text x="184" y="53">interpreter</text>
${ticks.map((tick) => `<path class="grid" d="M${at(x(tick))} ${top}V${bottom}"/><text class="faint" text-anchor="middle" x="${at(x(tick))}" y="${bottom + 18}">${tick}</text>`).join('\n')}
${bars
  .map(({ destination, generated, interpreter }, place) => {
    const y = top + place * row + 8
    return `<text text-anchor="end" x="${left - 10}" y="${y + thick + 4}">${destination}</text>
${barOf(generated, 'generated', y, x)}
${barOf(interpreter, 'interpreter', y + thick + 2, x)}`
  })
  .join('\n')}
<path class="one" d="M${at(x(1))} ${top - 4}V${bottom}"/>
<text class="faint" x="16" y="${bottom + 42}">${escaped(caption)}</text>
</svg>
`
}

function barOf(
  figure: Figure | undefined,
  engine: string,
  y: number,
  x: (ratio: number) => number,
): string {
  if (figure === undefined) return ''
  const { low, median, high } = figure
  const middle = y + thick / 2
  return `<rect class="${engine}" x="${left}" y="${y}" width="${at(x(median) - left)}" height="${thick}"/>
<path class="whisker" d="M${at(x(low))} ${middle}H${at(x(high))}"/>
<text class="faint" x="${at(x(high) + 6)}" y="${middle + 4}">${shown(median, 'ratio')}</text>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

function at(place: number): string {
  return place.toFixed(1)
}
