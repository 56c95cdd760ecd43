import { own } from '../event/values.js'
import type { Check } from './check.js'

/** How long before the last day of a version it is told. */
const NOTICE_DAYS = 90

export const dates: Check = {
  name: 'dates',
  description:
    'A vendor API version past its `sunset` (within 90 days of it: a warning), and a `checked` that lies ahead.',
  severity: 'error',
  *run({ mapping, today }) {
    const sunset = own(mapping, 'sunset')
    const checked = own(mapping, 'checked')
    if (typeof checked === 'string' && Date.parse(checked) > Date.parse(today)) {
      yield { path: 'checked', message: `${checked} lies ahead: the day somebody last compared` }
    }
    if (typeof sunset !== 'string') return
    const days = (Date.parse(sunset) - Date.parse(today)) / 86_400_000
    const version = `version ${String(own(mapping, 'apiVersion') ?? 'of the vendor')}`
    if (days < 0)
      yield { path: 'sunset', message: `${version} ended on ${sunset}; move to a later one` }
    else if (days <= NOTICE_DAYS) {
      yield { path: 'sunset', message: `${version} ends in ${days} days`, severity: 'warning' }
    }
  },
}
