import { z } from 'zod'

/** Rules across members run although a member may be wrong. */
export const whenObject = {
  when: ({ value }: { value: unknown }) =>
    typeof value === 'object' && value !== null && !Array.isArray(value),
}

export const text = (most: number) =>
  z.string('must be text').max(most, `must have at most ${most} characters`)

/** Text or a number. */
export const scalar = (most: number) =>
  z.union([z.string().max(most), z.number()], {
    error: `must be a number, or text of at most ${most} characters`,
  })
