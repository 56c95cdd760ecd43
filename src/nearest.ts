import { closest, distance } from 'fastest-levenshtein'

/** ` (did you mean "x"?)` where a known name is near enough, else an empty text. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const names = [...known]
  const best =
    names.length === 0
      ? undefined
      : closest(
          name.toLowerCase(),
          names.map((one) => one.toLowerCase()),
        )
  const found = names.find((one) => one.toLowerCase() === best)
  if (found === undefined || best === undefined || name.length > 100) return ''
  const near =
    distance(name.toLowerCase(), best) <=
    Math.min(Math.max(2, Math.floor(name.length / 3)), Math.floor(name.length / 2))
  return near ? ` (did you mean "${found}"?)` : ''
}
