/** Traits that attributes may be filled from, each with its bit. */
const names = [
  'firstName',
  'lastName',
  'email',
  'phone',
  'gender',
  'birthday',
  'dob',
  'home_city',
  'country',
  'language',
  'locale',
  'timezone',
  'current_location',
  'date_of_first_session',
  'date_of_last_session',
  'marked_email_as_spam_at',
  'email_subscribe',
  'push_subscribe',
  'subscription_groups',
  'avatar',
  'facebook',
  'twitter',
] as const

export const traitBits: ReadonlyMap<string, number> = new Map(
  names.map((name, index) => [name, 1 << index]),
)
export const traitBit = (name: (typeof names)[number]) => traitBits.get(name) ?? 0

/** Of the address, its city and its country. */
export const ADDRESS_CITY = 1 << names.length
export const ADDRESS_COUNTRY = 1 << (names.length + 1)
