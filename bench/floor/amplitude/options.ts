import { functions } from '../../../destinations/amplitude/functions.js'
import type { Members } from '../../../src/event/canonical.js'
import { toNumber } from '../../../src/event/coerce.js'
import { isEmptied, isNothing } from '../../../src/event/nothing.js'
import { toTime } from '../../../src/event/time.js'
import { isScalar, kindOf } from '../../../src/event/values.js'
import type { Warning } from '../../../src/result.js'
import { utf8Length } from '../../../src/utf8.js'
import { any, candidate, own } from '../read.js'
import { anyTextAt, cutAt, forget, refuse, textAt } from '../told.js'
import { longest, type Settings } from './settings.js'

/** The groups that the options of an event name, else the one that its context names. */
export function groupsOf(
  context: Members,
  options: unknown,
  { defaultGroupType }: Settings,
  told: Warning[],
): Record<string, unknown> | undefined {
  const mark = told.length
  const named = options === undefined ? undefined : namedGroups(options, told)
  if (named !== undefined) return named
  const value = Object.hasOwn(context, 'groupId') ? context.groupId : undefined
  if (value === undefined) return undefined
  const path = `groups.${defaultGroupType}`
  const id = textAt(value, told, path, 'context.groupId')
  if (id === undefined) return undefined
  if (id.length * 3 > longest && utf8Length(id) > longest)
    return refuse(told, path, 'context.groupId', `longer than ${longest} bytes`)
  forget(told, mark)
  return { [defaultGroupType]: id }
}

function namedGroups(options: unknown, told: Warning[]): Record<string, unknown> | undefined {
  const value = any(own(options, 'groups'))
  if (value === undefined) return undefined
  const groups = functions.groups(value, {
    settings: {},
    refuse: (reason) => refuse(told, 'groups', 'options.groups', reason),
    warn: (code, message) =>
      told.push({ code, path: 'groups', message: `options.groups: ${message}` }),
  })
  return isNothing(groups) || isEmptied(groups) ? undefined : (groups as Record<string, unknown>)
}

/** A text of the options, cut. */
export function optionText(
  value: unknown,
  told: Warning[],
  path: string,
  source: string,
): string | undefined {
  const text = anyTextAt(value, told, path, source)
  return cutAt(text, longest, told, path, source)
}

export function eventIdOf(options: unknown, told: Warning[]): number | undefined {
  const value = candidate(own(options, 'event_id')) ?? candidate(own(options, 'eventId'))
  if (value === undefined) return undefined
  const id = toNumber(value)
  if (Number.isSafeInteger(id)) return id
  const reason = `${kindOf(value)} is no whole number`
  return refuse(told, 'event_id', 'options.event_id, options.eventId', reason)
}

/** Milliseconds; some libraries count seconds. -1: in no session. */
export function sessionOf(context: Members, options: unknown, told: Warning[]): number | undefined {
  let session: unknown
  if (options !== undefined) {
    if (own(options, 'outOfSession') === true) return -1
    session = candidate(own(options, 'session_id')) ?? candidate(own(options, 'sessionId'))
  }
  if (session === undefined)
    session = Object.hasOwn(context, 'sessionId') ? candidate(context.sessionId) : undefined
  if (session === undefined) return undefined
  if (isScalar(session) && String(session) === '-1') return -1
  const number = toNumber(session)
  const time = toTime(number) ?? toTime(session)
  if (time !== undefined) return time
  const source = 'options.session_id, options.sessionId, context.sessionId'
  const notTime = (value: unknown) =>
    refuse(told, 'session_id', source, `${kindOf(value)} is no time of 1973 to 2100`)
  if (number === undefined) refuse(told, 'session_id', source, `${kindOf(session)} is no number`)
  else notTime(number)
  return notTime(session)
}

type Texts = Record<string, string | undefined>

const planNames = ['branch', 'source', 'version', 'versionId'] as const
const ingestionNames = ['source_name', 'source_version'] as const

/** The tracking plan that an event names. */
export function planOf(options: unknown, told: Warning[]): Texts | undefined {
  return textsOf(own(options, 'plan'), 'plan', planNames, told)
}

/** What an event says it comes from. */
export function ingestionOf(options: unknown, told: Warning[]): Texts | undefined {
  return textsOf(own(options, 'ingestion_metadata'), 'ingestion_metadata', ingestionNames, told)
}

function textsOf(
  object: unknown,
  path: string,
  names: readonly string[],
  told: Warning[],
): Texts | undefined {
  if (object === undefined) return undefined
  const texts: Texts = {}
  for (const name of names) {
    const text = optionText(
      candidate(own(object, name)),
      told,
      `${path}.${name}`,
      `options.${path}.${name}`,
    )
    if (text !== undefined) texts[name] = text
  }
  return isEmptied(texts) ? undefined : texts
}
