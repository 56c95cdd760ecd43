/** What clients write for a device of Apple's, or with Android; compared lower-cased. */
const deviceTypes: ReadonlyMap<string, string> = new Map([
  ['ios', 'ios'],
  ['iphone os', 'ios'],
  ['ipados', 'ios'],
  ['tvos', 'ios'],
  ['watchos', 'ios'],
  ['visionos', 'ios'],
  ['iphone', 'ios'],
  ['ipad', 'ios'],
  ['android', 'android'],
  ['android os', 'android'],
])

/** The client's word if it is known, else what the name of the system tells, else the client's word lower-cased. */
export function deviceType(type: unknown, system: unknown): string | undefined {
  const said = word(type)
  const known = deviceTypes.get(said) ?? (said === '' ? deviceTypes.get(word(system)) : undefined)
  return known ?? (said === '' ? undefined : said)
}

function word(value: unknown): string {
  return typeof value === 'string' ? value.trim().toLowerCase() : ''
}
