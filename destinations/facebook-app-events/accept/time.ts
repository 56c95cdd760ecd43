import { numberOf } from '../../../src/accept/index.js'
import { isMembers, type Members, type Note } from './across.js'
import { whole } from './values.js'

export const seconds = whole('must be whole seconds since 1970')

const year2004 = 1_072_915_200
const day = 86_400

/** Events by their own clock; milliseconds land in a far year, where nobody looks. */
export function timed(all: Members, note: Note, now: number): void {
  const plausible = (time: unknown, path: readonly PropertyKey[]) => {
    const value = numberOf(time)
    if (value < year2004 || value > now + day)
      note(path, 'FB-TIME', 'silent', 'must be in seconds, after 2003 and at most a day ahead')
  }
  for (const name of ['custom_events', 'custom_events_file']) {
    const events = all[name]
    if (!Array.isArray(events)) continue
    events.filter(isMembers).forEach(({ _logTime }, at) => {
      plausible(_logTime, [name, at, '_logTime'])
    })
  }
  plausible(all.install_timestamp, ['install_timestamp'])
}
