/** What may come in, for people and tools. `normalize` reads none of this; tests hold the two together. */
import { z } from 'zod'
import { type CallType, callTypes } from './catalogue.js'
import { isObject } from './values.js'

/** Any value is taken: what is wrong is left out with a warning, or settled. */
const sent = (about: string) => z.unknown().optional().describe(about)

const everyCall = {
  userId: sent('Text or a number. The person, once known.'),
  anonymousId: sent('Text or a number. The person before that.'),
  messageId: sent('Text or a number. Tells doubles; without one, a hash of the event does.'),
  timestamp: sent(
    'When it happened: ISO 8601 text (UTC without a zone), a Date, or a number (seconds below 10¹¹, else milliseconds).',
  ),
  originalTimestamp: sent("The same by the client's clock."),
  sentAt: sent("When it was sent, by the client's clock."),
  receivedAt: sent("When it was received, by the server's clock."),
  context: sent('Object. What surrounds the act: app, device, system, network, campaign.'),
  integrations: sent(
    'Object. Destination → true, false, or options of its own; `All` speaks of all others.',
  ),
  channel: sent('`mobile`, `browser` or `server`.'),
}

const viewed = (what: string) => ({
  name: sent(`Text. The name of the ${what}; without it, \`properties.name\`.`),
  category: sent(`Text. Its category; without it, \`properties.category\`.`),
  properties: sent(`Object. What is known of the ${what}.`),
})

const calls: Record<CallType, [about: string, members: z.ZodRawShape]> = {
  identify: [
    'Who a person is.',
    { traits: sent('Object. What is known of the person; without it, `context.traits`.') },
  ],
  track: [
    'What a person did.',
    {
      event: z
        .union([z.string().refine((text) => text.trim() !== '', 'must not be blank'), z.number()])
        .describe('Text or a number. The name of the event; required.'),
      properties: sent('Object. What is known of the act.'),
    },
  ],
  page: ['Which page a person saw.', viewed('page')],
  screen: ['Which screen a person saw.', viewed('screen')],
  group: [
    'Which group a person belongs to.',
    {
      groupId: sent('Text or a number. The group.'),
      traits: sent('Object. What is known of the group.'),
    },
  ],
  alias: [
    'Which two ids are one person.',
    { previousId: sent('Text or a number. The id before `userId`.') },
  ],
}

/** Any case and blanks around the type are taken. */
export const callSchemas: ReadonlyMap<CallType, z.ZodObject> = new Map(
  callTypes.map((type) => {
    const [about, members] = calls[type]
    const is = z.string().refine((text) => text.trim().toLowerCase() === type, `must be "${type}"`)
    const described = is.describe(`\`${type}\`; required.`)
    return [type, z.looseObject({ type: described, ...members, ...everyCall }).describe(about)]
  }),
)

/** Accepts what `normalize` does, its limits of depth and size aside. Reads own members only. */
export const eventSchema = z.preprocess(
  (raw) => (isObject(raw) ? { ...raw } : undefined),
  z.union([...callSchemas.values()]),
)
