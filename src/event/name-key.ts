/** How names are compared: any case, and without blanks, `_` and `-`. */
export function nameKey(name: string): string {
  return PLAIN.test(name) ? name : name.toLowerCase().replace(/[\s_-]+/g, '')
}

const PLAIN = /^[a-z0-9]*$/
