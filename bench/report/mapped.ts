import type { Engine, Figure } from '../figure.js'

/** The figures of the part `map`, by what they are about. */
export function mappedBy(figures: readonly Figure[]) {
  const about = figures.filter((figure) => figure.about !== undefined)
  return {
    destinations: [...new Set(about.flatMap(({ about }) => about?.destination ?? []))],
    of: (destination: string, corpus: string, engine: Engine): Figure | undefined =>
      about.find(
        ({ about }) =>
          about?.destination === destination && about.corpus === corpus && about.engine === engine,
      ),
  }
}
