import { z } from 'zod'
import { breaks, ruled } from '../../../src/accept/index.js'

const text = z.string('must be text')
const uuid = '[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}'

const id = ruled('AJ-DEV', 'http', text.regex(/[^0-]/, 'must be an id, not empty or zeros'))
const formed = (pattern: RegExp, wanted: string) =>
  id
    .refine((value) => !/[^0-]/.test(value) || pattern.test(value), {
      error: `must be ${wanted}`,
      ...breaks('AJ-FMT', 'http'),
    })
    .optional()
const upperUuid = formed(new RegExp(`^(?!.*[a-f])${uuid}$`), 'an upper-case UUID')
const lowerUuid = formed(new RegExp(`^(?!.*[A-F])${uuid}$`), 'a lower-case UUID')
const anyUuid = formed(new RegExp(`^${uuid}$`), 'a UUID')
const hash = (digits: number) => formed(new RegExp(`^[0-9A-Fa-f]{${digits}}$`), 'a hash in hex')

/** Ids of a device, by the systems that have them: https://dev.adjust.com/en/api/s2s-api/events/ */
export const ids = {
  apple: { idfa: upperUuid, idfv: upperUuid },
  android: {
    gps_adid: lowerUuid,
    fire_adid: anyUuid,
    oaid: id.optional(),
    android_id: formed(/^[0-9a-f]{1,16}$/, 'lower-case hex without hyphens'),
    android_id_lower_md5: hash(32),
    android_id_upper_md5: hash(32),
    android_id_lower_sha1: hash(40),
    android_id_upper_sha1: hash(40),
    imei: id.optional(),
    meid: id.optional(),
    imei_lower_md5: hash(32),
  },
  others: {
    web_uuid: id.optional(),
    adid: formed(/^[0-9a-f]{32}$/i, '32 hex digits'),
    external_device_id: id.optional(),
    win_adid: id.optional(),
    win_naid: id.optional(),
    win_hwid: id.optional(),
    rida: id.optional(),
    tifa: id.optional(),
    vida: id.optional(),
  },
}
