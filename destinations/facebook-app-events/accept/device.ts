import { z } from 'zod'
import { ruled } from '../../../src/accept/index.js'
import { isBlank, type Members, type Note } from './across.js'
import { orText } from './reading.js'
import { flag, saysNo } from './values.js'

const cell = z.union([z.string(), z.number()], {
  error: 'must be text or a number, and "" where it is not known',
})

const cells = z.array(cell, { error: 'must be a list of 16' })

/** The device, by position: https://developers.facebook.com/docs/marketing-api/conversions-api/parameters/app-data */
export const extinfo = cells.superRefine(checkCells)

/** As `extinfo`; a Messenger bot has no device and says so. */
export const extinfoOrBot = cells.superRefine((list, context) => {
  if (list.length !== 1 || list[0] !== 'mb1') checkCells(list, context)
})

function checkCells(list: readonly unknown[], context: z.core.$RefinementCtx): void {
  const note = (path: number[], message: string) =>
    context.addIssue({ code: 'custom', path, message })
  if (list.length !== 16) note([], 'must have 16 entries')
  if (list[0] !== 'a2' && list[0] !== 'i2') note([0], 'must be a2 or i2')
  if (isBlank(list[4])) note([4], 'must be the version of the operating system')
}

export const device = {
  extinfo: ruled('FB-EXT', 'http', orText(extinfoOrBot)).optional(),
  advertiser_tracking_enabled: ruled('FB-FLAG', 'http', flag).optional(),
  application_tracking_enabled: ruled('FB-FLAG', 'http', flag).optional(),
}

/** Who leaves a flag out counts as opted out. */
export function described(all: Members, note: Note): void {
  for (const name of ['advertiser_tracking_enabled', 'application_tracking_enabled'])
    if (all[name] === undefined) note([name], 'FB-FLAG', 'silent', 'must say whether it is allowed')
  if (all.extinfo === undefined) note(['extinfo'], 'FB-EXT', 'warning', 'is better given')
  withoutConsent(all.advertiser_tracking_enabled, all.advertiser_id, ['advertiser_id'], note)
}

/** Apple forbids an advertising id without consent; Meta's servers take it. */
export function withoutConsent(
  allowed: unknown,
  id: unknown,
  path: readonly PropertyKey[],
  note: Note,
): void {
  if (saysNo(allowed) && !isBlank(id))
    note(path, 'FB-ATT', 'warning', 'is better left out where tracking is not allowed')
}
