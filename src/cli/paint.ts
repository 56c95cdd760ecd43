import { styleText } from 'node:util'

/** Writes in a style where the reader is a terminal that wants colour. */
export type Paint = (style: Style, text: string) => string
export type Style = 'bold' | 'dim' | 'green' | 'yellow' | 'red'

export function painter(stream: { isTTY?: boolean }): Paint {
  const colour = stream.isTTY === true && !process.env.NO_COLOR
  return (style, text) => (colour ? styleText(style, text) : text)
}
