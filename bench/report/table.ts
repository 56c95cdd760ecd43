import type { Figure } from '../figure.js'

/** As many digits as mean something. */
export function shown(value: number, unit: Figure['unit']): string {
  if (unit === 'bytes') return Math.round(value).toLocaleString('en')
  return value.toFixed(value < 10 || unit === 'ratio' ? 2 : value < 100 ? 1 : 0)
}

export function verdict({ median, atMost }: Figure): string {
  if (atMost === undefined) return ''
  return median <= atMost ? 'ok' : 'above'
}

export const heading = line('', 'median', 'quartiles', 'target', '')

export function row(figure: Figure): string {
  const { name, unit, low, median, high, atMost } = figure
  return line(
    name,
    unit === 'ratio' ? shown(median, unit) : `${shown(median, unit)} ${unit}`,
    `${shown(low, unit)} – ${shown(high, unit)}`,
    atMost === undefined ? '' : `≤ ${atMost}`,
    verdict(figure),
  )
}

function line(name: string, median: string, interval: string, target: string, said: string) {
  const cells = [median.padStart(13), interval.padStart(18), target.padStart(8), said.padStart(6)]
  return `${name.padEnd(62)}${cells.join('')}`.trimEnd()
}
