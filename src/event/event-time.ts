import type { Warning } from '../result.js'
import type { Change, Members } from './canonical.js'
import { toTime } from './time.js'
import { kindOfMember, own } from './values.js'

/** A valid timestamp; else the client's clock corrected by the server's; else the client's; else now. */
export function eventTime(
  raw: Members,
  now: number,
  changes: Change[],
  warnings: Warning[],
): number {
  const timestamp = own(raw, 'timestamp')
  const time = toTime(timestamp)
  if (time !== undefined) return time
  const [to, rule] = otherTime(raw, now)
  changes.push({ path: 'timestamp', from: timestamp, to, rule })
  if (rule === 'now') {
    warnings.push({
      code: 'TIME_ASSUMED',
      path: 'timestamp',
      message: `timestamp (${kindOfMember(timestamp)}) and originalTimestamp give no time of 1973 to 2100; the present was taken`,
    })
  }
  return to
}

function otherTime(raw: Members, now: number): [number, Change['rule']] {
  const original = toTime(own(raw, 'originalTimestamp'))
  if (original === undefined) return [now, 'now']
  const sent = toTime(own(raw, 'sentAt'))
  const received = toTime(own(raw, 'receivedAt'))
  const corrected =
    sent !== undefined && received !== undefined ? toTime(received - (sent - original)) : undefined
  return corrected === undefined
    ? [original, 'originalTimestamp']
    : [corrected, 'receivedAt − (sentAt − originalTimestamp)']
}
