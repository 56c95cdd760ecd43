import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { UsageError } from '../usage.js'

/** What a new destination is made of, in a checkout. */
export const TEMPLATE = 'scripts/new'

/** The checkout of the project that a folder lies in. Throws a UsageError where there is none. */
export function checkoutAround(folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    if (isCheckout(at)) return at
    if (dirname(at) === at) break
  }
  throw new UsageError(
    'new works in a checkout of Crosswalk: clone it, `npm install`, and run it there. A destination of your own outside of it is a module that imports `crosswalk`: see CONTRIBUTING.md',
  )
}

function isCheckout(folder: string): boolean {
  const file = join(folder, 'package.json')
  if (!existsSync(file) || !existsSync(join(folder, TEMPLATE))) return false
  return (JSON.parse(readFileSync(file, 'utf8')) as { name?: string }).name === 'crosswalk'
}
