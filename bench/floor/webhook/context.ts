import type { CanonicalEvent, Members } from '../../../src/event/canonical.js'
import { isEmptied } from '../../../src/event/nothing.js'
import type { Warning } from '../../../src/result.js'
import { clone } from '../clone.js'
import { own } from '../read.js'
import { forget, textAt } from '../told.js'
import { addOthers, known, objectAt } from './odd.js'
import { odd, plainCopy } from './plain.js'
import { context as shape } from './shapes.js'

/** The context in the spelling of the catalogue, with whatever else it tells. */
export function contextOf(event: CanonicalEvent, told: Warning[]): Members | undefined {
  const { context, sent } = event
  const mark = told.length
  const hasChannel = Object.hasOwn(context, 'channel') && context.channel !== undefined
  const channel = hasChannel ? undefined : sentChannel(sent, told)
  let result = plainCopy(context, shape, told)
  if (result === odd) {
    forget(told, mark)
    return oddContext(event, told)
  }
  const traits = traitsOf(event, told)
  if (channel === undefined && traits === undefined) return result
  result ??= {}
  if (channel !== undefined) result.channel = channel
  if (traits !== undefined) result.traits = traits
  return result
}

function sentChannel(sent: Members, told: Warning[]): string | undefined {
  const channel = Object.hasOwn(sent, 'channel') ? sent.channel : undefined
  return textAt(channel, told, 'body.context.channel', 'sent.channel')
}

/** The person's traits as they are settled. */
function traitsOf({ type, user, context }: CanonicalEvent, told: Warning[]): unknown {
  if (type !== 'identify' && !isEmptied(user)) return clone(user)
  const traits = Object.hasOwn(context, 'traits') ? context.traits : undefined
  return traits === undefined ? undefined : objectAt(traits, told, 'context.traits')
}

function oddContext(event: CanonicalEvent, told: Warning[]): Members | undefined {
  const { context, sent } = event
  const result: Record<string, unknown> = {}
  let ofContext = false
  for (const [name, kind] of shape.members) {
    const mark = told.length
    let value = known(own(context, name), kind, told, `context.${name}`)
    if (name === 'channel') {
      ofContext = value !== undefined
      const refused = told.length - mark
      value ??= sentChannel(sent, told)
      if (value !== undefined) told.splice(mark, refused)
    }
    if (value !== undefined) result[name] = value
  }
  const traits = traitsOf(event, told)
  if (traits !== undefined) result.traits = traits
  const isTaken = (name: string) => Object.hasOwn(result, name) && (name !== 'channel' || ofContext)
  addOthers(result, context, shape, isTaken, told, 'context')
  return isEmptied(result) ? undefined : result
}
