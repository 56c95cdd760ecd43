import { z } from 'zod'
import { breaks } from '../../../src/accept/index.js'

const wanted = 'must be seconds since 1970 as an integer'

/** A time of the Track API. Ten to the eleventh in seconds lies past any year that is meant: that is milliseconds. */
export const unixSeconds = z
  .number(wanted)
  .refine((time) => time > 0 && time < 1e11, wanted)
  .refine(Number.isInteger, {
    error: 'should be whole seconds; the fraction is of no use',
    ...breaks('CI-TS', 'warning'),
  })
