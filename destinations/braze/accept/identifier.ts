import { z } from 'zod'
import { ruled } from '../../../src/accept/index.js'
import { type Report, text } from './values.js'

export const alias = z.strictObject({ alias_name: text, alias_label: text }, 'must be an object')

/** https://www.braze.com/docs/api/objects_filters/event_object/ */
export const identifiers = {
  external_id: ruled('BZ-ID', 'silent', text).optional(),
  user_alias: ruled('BZ-ID', 'silent', alias).optional(),
  braze_id: ruled('BZ-ID', 'silent', text).optional(),
  email: z.string().nullish(),
  phone: z.string().nullish(),
}

/** E-mail and phone name the person where nothing else does; of attributes they are members, too. */
export function identified(
  given: Readonly<Record<string, unknown>>,
  report: Report,
  kind: 'attributes' | 'actions',
): void {
  const names = ['external_id', 'user_alias', 'braze_id'].filter((name) => given[name])
  if (given.push_token_import === true) {
    if (names.length > 0) report('BZ-TOKEN', 'silent', [], 'an imported token must have no person')
    return
  }
  const others = ['email', 'phone'].filter((name) => given[name])
  if (names.length + others.length === 0) report('BZ-ID', 'silent', [], 'must have an identifier')
  const several = names.length + (kind === 'actions' ? others.length : 0) > 1
  if (several) report('BZ-ID1', 'warning', [], 'must have one identifier')
}
