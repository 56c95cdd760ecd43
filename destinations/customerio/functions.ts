import { type OwnFunction, textOf } from '../../src/destination.js'

type Members = Readonly<Record<string, unknown>>

/** https://docs.customer.io/journeys/attributes/ */
const attributeBytes = 1000

/** `own.name` of the vendor's mapping files. */
export const functions: Readonly<Record<string, OwnFunction>> = {
  /** Among other ids the vendor's own has a prefix, and none where it stands under its own name. */
  cioId: (value) => /^cio_(?!cio_)(.+)$/s.exec(textOf(value))?.[1],

  /** A phone number with its country: nobody can tell the country of one without. */
  e164(value, context) {
    const bare = textOf(value).replace(/\(0\)|[\s().\-/]/g, '')
    return /^\+[1-9]\d{6,14}$/.test(bare) ? bare : context.refuse('no number like +14155550123')
  },

  /** Types of objects are numbered from 1. */
  objectTypeId(value, context) {
    const text = textOf(value).trim()
    return /^[1-9]\d{0,9}$/.test(text) ? text : context.refuse('no number of a type of objects')
  },

  /** Attributes without those that the vendor keeps itself. */
  unreserved(value, context) {
    if (!isMembers(value)) return context.refuse('no object')
    // Mostly all of them can stay, and then nothing is made anew.
    if (!Object.keys(value).some(isReserved)) return value
    const entries = Object.entries(value).filter(([name]) => {
      if (!isReserved(name)) return true
      context.warn('NAME_DROPPED', `${quote(name)} is the vendor's own; left out`)
      return false
    })
    return Object.fromEntries(entries)
  },

  /** One attribute, of a limited length: where not all fits, what is not wanted goes before what is. */
  preferences(value, context) {
    if (jsonBytes(value) <= attributeBytes) return value
    const unwanted = Object.entries(value as Members).flatMap(([kind, choices]) => {
      const refused = Object.entries(choices as Members).filter(([, wanted]) => !wanted)
      return refused.length === 0 ? [] : [[kind, Object.fromEntries(refused)]]
    })
    const kept: Members = Object.fromEntries(unwanted)
    if (jsonBytes(kept) > attributeBytes) return context.refuse('more than 1000 bytes as JSON')
    context.warn('MEMBERS_DROPPED', 'more than 1000 bytes as JSON; what is wanted was left out')
    return kept
  },

  /** An object's attributes are the traits, or stand within one of them, where other tools look. */
  spreadAttributes(value) {
    const { objectAttributes, ...others } = value as Members
    return isMembers(objectAttributes) ? { ...others, ...objectAttributes } : value
  },

  list: (value, context) => (Array.isArray(value) ? value : context.refuse('no list')),

  /** What would be an address of a message under its own name. */
  setAside(value, context) {
    context.warn('NAME_CHANGED', 'would be taken for the address of a message; it got another name')
    return value
  },

  /** The second of two, unless it is the first. */
  other(value, context) {
    const [first, second] = value as unknown[]
    const same = JSON.stringify(first) === JSON.stringify(second)
    return same ? context.refuse('both are the same person') : second
  },
}

const isReserved = (name: string) => name.startsWith('_') || name === 'cio_id'

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function jsonBytes(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length
}

function quote(name: string): string {
  return name.length > 60 ? `"${name.slice(0, 60).toWellFormed()}…"` : `"${name}"`
}
