/** Characters that steer a terminal or turn the direction of text. */
const STEERING = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/** Text of an event as people may safely see it: what steers a terminal is written out. */
export function printable(text: string): string {
  return text.replace(STEERING, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** A value with every text in it made printable, names too. */
export function printableAll<Value>(value: Value): Value {
  const walk = (one: unknown): unknown => {
    if (typeof one === 'string') return printable(one)
    if (Array.isArray(one)) return one.map(walk)
    if (typeof one !== 'object' || one === null) return one
    return Object.fromEntries(
      Object.entries(one).map(([name, member]) => [printable(name), walk(member)]),
    )
  }
  return walk(value) as Value
}
