import { z } from 'zod'
import { breaks, ruled, utf8Length } from '../../../src/accept/index.js'
import { isBlank } from './values.js'

/** An identifier's text, which may be empty. */
export const identifierText = z
  .string('must be a text')
  .refine((text) => utf8Length(text) <= 150, {
    error: 'must be at most 150 bytes',
    ...breaks('CI-ID', 'http'),
  })
  .refine((text) => isBlank(text) || text === text.trim(), {
    error: 'should have no space around it',
    ...breaks('CI-ID', 'warning'),
  })

export const identifier = identifierText.refine((text) => !isBlank(text), {
  error: 'must not be empty',
  ...breaks('CI-ID', 'http'),
})

export const email = identifier.refine((text) => isBlank(text) || /^.+@[^\s@]+$/s.test(text), {
  error: 'must be an e-mail address',
  ...breaks('CI-ID', 'http'),
})

const e164 = /^\+[1-9]\d{1,14}$/

const phone = identifier.refine((text) => isBlank(text) || e164.test(text), {
  error: 'must be in E.164 form: + and digits only',
  ...breaks('CI-ID', 'http'),
})

/** A phone number that is kept beside the identifier, in whatever form. */
export const phoneAttribute = ruled(
  'CI-ID',
  'warning',
  z.string('should be a text').regex(e164, 'should be in E.164 form: + and digits only'),
)

const cioId = identifier.regex(/^(?!cio_)/, 'must stand here without the prefix cio_')

/** Types of objects are numbered from 1: https://docs.customer.io/integrations/api/track/#operation/entity */
export const objectTypeId = ruled(
  'CI-REL',
  'http',
  z
    .string('must be an integer written as text')
    .regex(/^[1-9]\d*$/, 'must be an integer written as text'),
)

const members = {
  id: identifier.optional(),
  email: email.optional(),
  phone: phone.optional(),
  cio_id: cioId.optional(),
  anonymous_id: identifier.optional(),
  object_type_id: objectTypeId.optional(),
  object_id: identifier.optional(),
  cio_object_id: identifier.optional(),
}

/** Whoever or whatever is meant, by any of the vendor's identifiers; which of them may stand together, a `Form` says. */
export const identifiers = z.looseObject(members, 'must be an object')

/** Sets of identifiers of which exactly one is to be given. */
export type Form = readonly (readonly string[])[]

export const forms = {
  person: [['id'], ['email'], ['phone'], ['cio_id']],
  /** Without the phone number, which merges and relationships do not know. */
  record: [['id'], ['email'], ['cio_id']],
  /** https://docs.customer.io/journeys/anonymous-events/ */
  actor: [['id'], ['email'], ['phone'], ['cio_id'], ['anonymous_id']],
  anonymous: [['anonymous_id']],
  object: [['object_type_id', 'object_id'], ['cio_object_id']],
  delivery: [['id']],
} satisfies Record<string, Form>

/** What is wrong with the set of identifiers that is given; undefined if nothing is. */
export function misfit(given: object | undefined, form: Form): string | undefined {
  const names = Object.keys(given ?? {})
  const fits = form.some(
    (wanted) => wanted.length === names.length && wanted.every((name) => names.includes(name)),
  )
  if (fits) return undefined
  const [first, ...more] = form.map((wanted) => wanted.join(' with '))
  return more.length === 0
    ? `must be ${first} alone`
    : `must be exactly one of ${[first, ...more].join(', ')}`
}
