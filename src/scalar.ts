import { isScalar } from './event/values.js'

/** The text of a scalar; of anything else none, for what a client sends may refuse to become text. */
export function textOf(value: unknown): string {
  return isScalar(value) ? String(value) : ''
}

/** The number that a scalar stands for; of anything else NaN. */
export function numberOf(value: unknown): number {
  return isScalar(value) ? Number(value) : Number.NaN
}
