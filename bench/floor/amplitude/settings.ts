/** Limit of the vendor, in characters: of ids, names and texts. */
export const longest = 1024

/** Of the properties of an event: levels, and characters of a text. */
export const propertyLimits = { depth: 39, chars: longest }

/** What an event is written by. */
export interface Settings {
  minIdLength: number
  preferAnonymousId: boolean
  defaultGroupType: string
  attribution: boolean
}
