import type { Members } from '../../../src/event/canonical.js'
import { isObject } from '../../../src/event/values.js'
import { utf8Length } from '../../../src/utf8.js'
import { extinfoOf } from '../facebook/extinfo.js'
import { addressOf } from '../facebook/ip.js'
import { dataUseOf } from '../facebook/limited-data-use.js'
import { isSomebody, type Person, personOf, personPaths } from '../facebook/person.js'
import type { Reading } from '../facebook/reading.js'
import {
  advertisingIdOf,
  anonymousIdOf,
  appTrackingOf,
  impersonal,
  isRefusal,
  isTrackingSaid,
  trackingOf,
  vendorIdOf,
} from '../facebook/tracking.js'
import { forget, own, refuse, textOr } from '../read-or-tell.js'

const paths = personPaths('ud')
const none: Members = Object.freeze({})
const LONGEST_ID = 100

/** The payload of an event, but for what happened: person, device, and what may be done with them. */
export function identityOf(
  reading: Reading,
  settings: Readonly<Record<string, unknown>>,
  kind: 'CUSTOM_APP_EVENTS' | 'MOBILE_APP_INSTALL',
) {
  const { event, device, warnings } = reading
  const { context } = event
  const tracking = trackingOf(reading, 'advertiser_tracking_enabled')
  const appTracking = appTrackingOf(reading, tracking)
  const advertiserId =
    tracking === 1 ? advertisingIdOf(reading, warnings, 'advertiser_id') : undefined
  const ud = udOf(reading, tracking)
  const anonId = anonIdOf(reading, ud)
  const userId = userIdOf(reading)
  const found = Object.hasOwn(context, 'app') ? context.app : undefined
  const app = isObject(found) ? found : none
  const extinfo = extinfoOf(reading, app, 'extinfo')
  if (extinfo === undefined) {
    const message = 'nothing usable at context.device.type, context.os.version'
    warnings.push({ code: 'CONTEXT_MISSING', path: 'extinfo', message })
  }
  const bundle = Object.hasOwn(app, 'namespace')
    ? textOr(app.namespace, warnings, 'bundle_id', 'context.app.namespace')
    : undefined
  const build = Object.hasOwn(app, 'build')
    ? textOr(app.build, warnings, 'bundle_version', 'context.app.build')
    : undefined
  const version = Object.hasOwn(app, 'version')
    ? textOr(app.version, warnings, 'bundle_short_version', 'context.app.version')
    : undefined
  const vendorId = vendorIdOf(reading, tracking, 'vendor_id')
  const token =
    tracking === 1 && device !== undefined && Object.hasOwn(device, 'token')
      ? textOr(device.token, warnings, 'device_token', 'context.device.token')
      : undefined
  const use = dataUseOf(reading.options, settings, warnings)
  const address = use.state === 0 ? addressOf(reading, 'X-Forwarded-For') : undefined
  return {
    advertiser_tracking_enabled: tracking,
    application_tracking_enabled: appTracking,
    advertiser_id: advertiserId,
    ud,
    anon_id: anonId,
    app_user_id: userId,
    extinfo,
    bundle_id: bundle,
    bundle_version: build,
    bundle_short_version: version,
    vendor_id: vendorId,
    device_token: token,
    data_processing_options: use.options?.slice(),
    data_processing_options_country: use.country,
    data_processing_options_state: use.state,
    'X-Forwarded-For': address,
    event: kind,
    custom_events: undefined as unknown[] | undefined,
  }
}

/** Where tracking is allowed; not said is no refusal, and who refused is not matched. */
function udOf(reading: Reading, tracking: 0 | 1): Person | undefined {
  const { event, userId, warnings, device } = reading
  if (tracking === 1) {
    const person = personOf(event.user, userId, warnings, paths)
    if (isSomebody(person)) return person
  }
  if (isTrackingSaid(reading) || isRefusal(own(device, 'attTrackingStatus'))) return undefined
  const person = personOf(event.user, userId, warnings, paths)
  return isSomebody(person) ? person : undefined
}

/** Somebody must be named. */
function anonIdOf(reading: Reading, ud: Person | undefined): string | undefined {
  const mark = reading.warnings.length
  const id = anonymousIdOf(reading, 'anon_id')
  if (id !== undefined || ud !== undefined) return id
  const userId = impersonal(reading.userId)
  if (userId !== undefined) forget(reading.warnings, mark)
  return userId
}

function userIdOf({ userId, warnings }: Reading): string | undefined {
  const id = impersonal(userId)
  if (id === undefined || id.length * 3 <= LONGEST_ID || utf8Length(id) <= LONGEST_ID) return id
  return refuse(warnings, 'app_user_id', 'userId', `longer than ${LONGEST_ID} bytes`)
}
