import { kindOf } from '../../src/event/values.js'
import type { Warning } from '../../src/result.js'
import { refuse } from './told.js'

/** Three letters as capitals; text that is no currency is told. */
export function currencyOfText(
  text: string,
  told: Warning[],
  path: string,
  source: string,
): string | undefined {
  if (isCode(text)) return text
  const bare = text.trim()
  if (/^[a-z]{3}$/i.test(bare)) return bare.toUpperCase()
  return refuse(told, path, source, `${kindOf(text)} is no currency of three letters`)
}

/** Written as most are. */
function isCode(text: string): boolean {
  return (
    text.length === 3 &&
    isCapital(text.charCodeAt(0)) &&
    isCapital(text.charCodeAt(1)) &&
    isCapital(text.charCodeAt(2))
  )
}

function isCapital(unit: number): boolean {
  return unit >= 0x41 && unit <= 0x5a
}
