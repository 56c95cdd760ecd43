import type { OwnContext } from '../../src/destination.js'

interface Place {
  country: number
  state: number
}

const no: ReadonlySet<unknown> = new Set([false, 0, 'false', '0', 'no'])
const yes: ReadonlySet<unknown> = new Set([true, 1, 'true', '1', 'yes'])

/**
 * Where Limited Data Use is asked for, and for which place; undefined where not.
 * Takes a boolean, `{country, state}`, and Segment's `[options, country, state]`.
 * What it cannot read asks for it: a refusal must not get lost.
 */
function placeOf(value: unknown): (Place & { read: boolean }) | undefined {
  if (no.has(value)) return undefined
  if (yes.has(value)) return anywhere
  if (!Array.isArray(value)) return settled(value as Partial<Place>, isPlace(value))
  const [options, country, state] = value
  if (Array.isArray(options) && options.length === 0) return undefined
  return settled({ country, state }, [options].flat().includes('LDU'))
}

const anywhere = { country: 0, state: 0, read: true }

/** Half a place is none: Meta then finds it out. */
function settled({ country = 0, state = 0 }: Partial<Place>, read: boolean) {
  const [inCountry, inState] = [Number(country), Number(state)]
  if (inState >= 1000 && inState < 1100 && Number.isInteger(inState))
    return { country: 1, state: inState, read }
  const known = inState === 0 && (inCountry === 0 || inCountry === 1)
  return { country: known ? inCountry : 0, state: 0, read: read && known }
}

function isPlace(value: unknown): boolean {
  return typeof value === 'object' && value !== null && ('country' in value || 'state' in value)
}

/** https://developers.facebook.com/docs/marketing-apis/data-processing-options */
export const limitedDataUse = {
  dataProcessingOptions(value: unknown, { warn }: OwnContext): string[] | undefined {
    const place = placeOf(value)
    if (place?.read === false) {
      warn('VALUE_REPLACED', 'cannot be read as it stands; Limited Data Use is asked for')
    }
    return place && ['LDU']
  },
  dataProcessingCountry: (value: unknown) => placeOf(value)?.country,
  dataProcessingState: (value: unknown) => placeOf(value)?.state,
}
