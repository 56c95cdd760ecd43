import type { Effect } from '../../../src/accept/index.js'
import { numberOf } from '../../../src/accept/index.js'
import { ids } from './ids.js'

type Parameters = Readonly<Record<string, string>>
type Note = (name: string, rule: string, effect: Effect, message: string) => void

const names = { apple: Object.keys(ids.apple), android: Object.keys(ids.android) }
const all = [...names.apple, ...names.android, ...Object.keys(ids.others)]
const apple = ['ios', 'apple-tv', 'macos']
const android = ['android', 'android-tv', 'fire-tv']
const oldest = 58 * 86_400

/** The rules that take several parameters together, or the time of judgement. */
export function together(given: Parameters, now: number, note: Note): void {
  if (!all.some((name) => name in given)) note('', 'AJ-DEV', 'http', 'must have an id of a device')
  const strangers = apple.includes(given.os_name ?? '')
    ? names.android
    : android.includes(given.os_name ?? '')
      ? names.apple
      : []
  for (const name of strangers) {
    if (name in given) note(name, 'AJ-DEV', 'http', `is no id of a device with ${given.os_name}`)
  }
  time(given, now, note)
  if ('revenue' in given && !('currency' in given)) {
    note('currency', 'AJ-REV', 'http', 'must be there, for there is a revenue')
  }
  if ('currency' in given && !('revenue' in given)) {
    note('currency', 'AJ-CUR', 'warning', 'means nothing without a revenue')
  }
  if ('att_status' in given && 'tracking_enabled' in given) {
    note('tracking_enabled', 'AJ-ATT', 'warning', 'must not stand beside att_status')
  }
  if (/^[a-z0-9]+$/.test(given.app_token ?? '') && given.app_token?.length !== 12) {
    note('app_token', 'AJ-APP', 'warning', 'has usually 12 characters')
  }
  if (/^[a-z0-9]+$/.test(given.event_token ?? '') && given.event_token?.length !== 6) {
    note('event_token', 'AJ-EVT', 'warning', 'has usually 6 characters')
  }
}

function time(given: Parameters, now: number, note: Note): void {
  const [name, seconds] =
    given.created_at_unix === undefined
      ? ['created_at', Date.parse((given.created_at ?? '').replace(/Z(?=[+-])/, '')) / 1000]
      : ['created_at_unix', numberOf(given.created_at_unix)]
  if (now - seconds > oldest) note(name, 'AJ-TIME', 'http', 'is more than 58 days ago')
  // Nothing is documented of it; all that comes before it would be refused.
  if (seconds - now > 3600 && seconds < 1e10) note(name, 'AJ-TIME', 'warning', 'lies ahead')
}
