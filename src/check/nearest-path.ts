import { distance } from 'fastest-levenshtein'

/** Of paths with the same root, one whose names are each near, else one that ends alike. */
export function nearestPath(text: string, known: Iterable<string>): string | undefined {
  const names = text.split('.')
  let best: string | undefined
  let least = Number.POSITIVE_INFINITY
  for (const path of known) {
    const cost = difference(names, path.split('.'))
    if (cost < least) {
      least = cost
      best = path
    }
  }
  return best
}

export function hint(near: string | undefined): string {
  return near === undefined ? '' : ` (did you mean "${near}"?)`
}

/** How far two paths are from one another; infinite where no slip of the hand leads from one to the other. */
function difference(names: readonly string[], others: readonly string[]): number {
  if (names[0] !== others[0]) return Number.POSITIVE_INFINITY
  if (names.length !== others.length) {
    const astray = names.at(-1) === others.at(-1) && others.length > 1 && names.length > 1
    return astray ? 10 + Math.abs(names.length - others.length) : Number.POSITIVE_INFINITY
  }
  return names.reduce((sum, name, index) => sum + slip(name, others[index] ?? ''), 0)
}

function slip(name: string, other: string): number {
  const cost = distance(name.toLowerCase(), other.toLowerCase())
  const most = name.length < 4 ? 1 : Math.max(2, Math.floor(name.length / 3))
  return cost <= most ? cost : Number.POSITIVE_INFINITY
}
