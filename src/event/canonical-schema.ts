/** What `normalize` gives, built from the catalogue; tests hold the two together. */
import { z } from 'zod'
import type { CanonicalEvent, Members } from './canonical.js'
import { isListShape, type MemberShapes, type Shape, spellingOf } from './catalogue/shape.js'
import { userTraits } from './catalogue/traits.js'
import { callTypes, catalogue } from './catalogue.js'
import { toBoolean, toNumber, toText } from './coerce.js'
import { isNothing } from './nothing.js'
import { isObject } from './values.js'

const members = z.custom<Members>(isObject, 'must be an object')

/** Of the type, or what cannot be converted to it. */
const scalars: Readonly<Record<string, z.ZodType>> = {
  text: settled('string', toText),
  number: settled('number', toNumber),
  integer: settled('number', toNumber),
  boolean: settled('boolean', toBoolean),
}

function settled(type: string, convert: (value: unknown) => unknown): z.ZodType {
  return z
    .unknown()
    .refine(
      (value) => isNothing(value) || typeof value === type || convert(value) === undefined,
      `could be a ${type}, but is not`,
    )
}

function schemaOf(shape: Shape): z.ZodType {
  if (typeof shape === 'string') return scalars[shape] ?? z.unknown()
  const schema = isListShape(shape) ? z.array(schemaOf(shape[0])) : objectOf(shape)
  const fits = isListShape(shape) ? Array.isArray : isObject
  return z.union([schema, z.unknown().refine((value) => !fits(value))])
}

function objectOf(shapes: MemberShapes): z.ZodObject {
  const known = Object.entries(shapes).filter(([, shape]) => spellingOf(shape) === undefined)
  return z.looseObject(
    Object.fromEntries(known.map(([name, shape]) => [name, schemaOf(shape).optional()])),
  )
}

const id = z.string().min(1).exactOptional()
const title = z.string().min(1).exactOptional()

const contextMembers = objectOf({
  app: { version: 'text', build: 'text' },
  os: { version: 'text' },
  device: { id: 'text', advertisingId: 'text', token: 'text', adTrackingEnabled: 'boolean' },
  groupId: 'text',
})
const userMembers = objectOf(userTraits)
const eventMembers = new Map(
  [...catalogue.values()].map(({ name, properties }) => [name, objectOf(properties)]),
)

const fits = (schema: z.ZodType | undefined) => (value: unknown) =>
  schema === undefined || schema.safeParse(value).success

export const canonicalSchema: z.ZodType<CanonicalEvent> = z
  .strictObject({
    type: z.enum(callTypes),
    event: title,
    name: title,
    category: title,
    userId: id,
    anonymousId: id,
    previousId: id,
    groupId: id,
    messageId: id,
    timestamp: z.number().describe('Milliseconds since 1970.'),
    timeAssumed: z.literal(true).exactOptional(),
    properties: members,
    traits: members,
    context: members.refine(fits(contextMembers), 'must be settled'),
    user: members.refine(fits(userMembers), 'must be settled'),
    integrations: members,
    sent: members,
  })
  .refine(({ type, event }) => (type === 'track') === (event !== undefined), {
    message: 'a track call has an event name, and only a track call',
    path: ['event'],
  })
  .refine(({ event, properties }) => fits(eventMembers.get(event ?? ''))(properties), {
    message: 'must be settled',
    path: ['properties'],
  })
