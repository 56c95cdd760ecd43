import type { Destination } from '../destination.js'
import { placeholders, settingSchemas } from './settings.js'

/** The endpoints that may take an action, tried over the values of each setting that has few. */
export function endpointsOf(module: Destination, action: string): string[] {
  const choose = module.actions[action]
  if (choose === undefined) return []
  const base = placeholders(module.settings)
  const variants = Object.entries(settingSchemas(module)).flatMap(
    ([name, { enum: values, type }]) =>
      (values ?? (type === 'boolean' ? [true, false] : [])).map((value) => ({
        ...base,
        [name]: value,
      })),
  )
  const found = [base, ...variants].flatMap((settings) => {
    const fitted = module.settings.safeParse(settings)
    return fitted.success ? [choose(fitted.data)] : []
  })
  return [...new Set(found)]
}
