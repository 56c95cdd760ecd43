import mapKeys from 'lodash/mapKeys.js'
import { z } from 'zod'
import { cataloguedName } from './event/names.js'

/**
 * A setting that holds something for each event: events of the catalogue in any spelling, which
 * come out under their canonical names, others as the app sends them. `name` judges the names.
 */
export function byEvent<Value extends z.ZodType>(
  value: Value,
  name: z.ZodType<string> = z.string(),
) {
  return z
    .record(z.string(), value)
    .superRefine((given, context) => {
      const spelt = new Map<string, string>()
      for (const key of Object.keys(given)) {
        const note = (message: string) => context.addIssue({ code: 'custom', path: [key], message })
        const canonical = cataloguedName(key)
        const other = spelt.get(canonical)
        if (other !== undefined) note(`is the same event as "${other}"`)
        spelt.set(canonical, key)
        for (const { message } of name.safeParse(canonical).error?.issues ?? []) note(message)
      }
    })
    .overwrite((given) => mapKeys(given, (_, key) => cataloguedName(key)) as typeof given)
}
