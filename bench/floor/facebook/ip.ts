import { z } from '../../../src/destination.js'
import { kindOf } from '../../../src/event/values.js'
import { refuse, textOr } from '../read-or-tell.js'
import type { Reading } from './reading.js'

const { ipv4, ipv6 } = z.regexes

/** The address of the device, for a field at `path`. */
export function addressOf({ event: { context }, warnings }: Reading, path: string) {
  if (!Object.hasOwn(context, 'ip')) return undefined
  const given = textOr(context.ip, warnings, path, 'context.ip')
  if (given === undefined) return undefined
  const ip = given.trim()
  if (ipv4.test(ip) || ipv6.test(ip) || ipv4.test(ip.replace(/^::ffff:/i, ''))) return ip
  return refuse(warnings, path, 'context.ip', `${kindOf(given)} is no IP address`)
}
