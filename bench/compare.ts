import { isDeepStrictEqual } from 'node:util'

/** As JSON: what is undefined is not sent. */
export function isSame(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(JSON.parse(JSON.stringify(one)), JSON.parse(JSON.stringify(other)))
}
