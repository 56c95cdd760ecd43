import { z } from 'zod'
import { numberOf, ruled, textOf } from '../../../src/accept/index.js'
import type { Members, Note } from './across.js'
import { orText } from './reading.js'
import { text } from './values.js'

const [country, state] = [
  'data_processing_options_country',
  'data_processing_options_state',
] as const

/** https://developers.facebook.com/docs/marketing-apis/data-processing-options */
export const limitedDataUse = {
  data_processing_options: ruled(
    'FB-LDU',
    'http',
    orText(z.array(z.literal('LDU', { error: 'must be LDU' }), { error: 'must be [] or ["LDU"]' })),
  ).optional(),
  [country]: ruled(
    'FB-LDU',
    'http',
    z.literal([0, 1, '0', '1'], { error: 'must be 0 or 1' }),
  ).optional(),
  [state]: ruled(
    'FB-LDU',
    'http',
    text.refine((value) => /^(0|10\d\d)$/.test(textOf(value)), {
      error: "must be 0 or a state's number, from 1000",
    }),
  ).optional(),
}

/** Limited Data Use needs a place, and a state its country. */
export function placed(all: Members, note: Note): void {
  const options = all.data_processing_options
  const limited = Array.isArray(options) && options.length > 0
  if ((limited || all[state] !== undefined) && all[country] === undefined)
    note([country], 'FB-LDU', 'http', 'must stand with LDU and with a state; 0 where not known')
  if (limited && all[state] === undefined)
    note([state], 'FB-LDU', 'http', 'must stand with LDU; 0 where not known')
  if (all[country] !== undefined && numberOf(all[country]) === 0 && numberOf(all[state]) > 0)
    note([country], 'FB-LDU', 'http', 'must be 1 where a state is given')
}
