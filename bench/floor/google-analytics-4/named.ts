import { names } from '../../../destinations/google-analytics-4/names.js'
import type { Warning, WarningCode } from '../../../src/result.js'
import { cutToLength } from '../../../src/utf8.js'

type Settle = (typeof names)['parameterName']

/** A name as the vendor takes it, and what is told of its change. */
interface Named {
  name: string
  told: readonly { code: WarningCode; message: string }[]
}

/** Names recur over thousands of events; settled ones are kept, up to so many of this length. */
const kept = 2000
const longestKept = 64

const refuse = () => undefined

/** Settles names by a function of the destination, cut to a length. */
function settler(settle: Settle, most: number, source: string, lowercaseNames: boolean) {
  const known = new Map<string, Named>()
  return (name: string): Named => {
    let named = known.get(name)
    if (named === undefined) {
      named = settled(name, settle, most, source, lowercaseNames)
      if (known.size < kept && name.length <= longestKept) known.set(name, named)
    }
    return named
  }
}

function settled(
  from: string,
  settle: Settle,
  most: number,
  source: string,
  lowercaseNames: boolean,
): Named {
  const told: { code: WarningCode; message: string }[] = []
  const warn = (code: WarningCode, message: string) => {
    told.push({ code, message: `${source}: ${message}` })
  }
  let name = from === '' ? '' : settle(from, { settings: { lowercaseNames }, refuse, warn })
  if (name.length > most) {
    told.push({
      code: 'TEXT_CUT',
      message: `${source}: cut from length ${name.length} to ${most} characters`,
    })
    name = cutToLength(name, most).trimEnd()
  }
  return { name, told }
}

export const parameterName = settler(names.parameterName, 40, 'name', false)
export const propertyName = settler(names.propertyName, 24, 'name', false)
const asWritten = settler(names.eventName, 40, 'event', false)
const inLowerCase = settler(names.eventName, 40, 'event', true)

/** The name of an app's own event. */
export function ownEventName(event: string, lowercaseNames: boolean, told: Warning[]): string {
  const named = lowercaseNames ? inLowerCase(event) : asWritten(event)
  tell(named, told, 'events[0].name')
  return named.name
}

export function tell(named: Named, told: Warning[], path: string): void {
  for (const { code, message } of named.told) told.push({ code, path, message })
}
