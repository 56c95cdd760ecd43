/** https://developers.google.com/analytics/devguides/collection/protocol/ga4/reference#reserved_event_names */
export const reservedEvents: ReadonlySet<string> = new Set([
  'ad_activeview',
  'ad_click',
  'ad_exposure',
  'ad_query',
  'ad_reward',
  'adunit_exposure',
  'app_clear_data',
  'app_exception',
  'app_install',
  'app_remove',
  'app_store_refund',
  'app_update',
  'app_upgrade',
  'dynamic_link_app_open',
  'dynamic_link_app_update',
  'dynamic_link_first_open',
  'error',
  'firebase_campaign',
  'firebase_in_app_message_action',
  'firebase_in_app_message_dismiss',
  'firebase_in_app_message_impression',
  'first_open',
  'first_visit',
  'notification_dismiss',
  'notification_foreground',
  'notification_open',
  'notification_receive',
  'notification_send',
  'os_update',
  'session_start',
  'user_engagement',
])

/** What the SDKs keep for themselves beyond the page. */
export const sdkEvents: ReadonlySet<string> = new Set([
  'app_background',
  'app_store_subscription_cancel',
  'app_store_subscription_convert',
  'app_store_subscription_renew',
  'app_uninstall',
  'session_start_with_rollout',
])

export const reservedProperties: ReadonlySet<string> = new Set([
  'first_open_time',
  'first_visit_time',
  'last_deep_link_referrer',
  'user_id',
  'first_open_after_install',
])

export const sdkProperties: ReadonlySet<string> = new Set([
  'session_id',
  'session_number',
  'non_personalized_ads',
  'last_gclid',
  'lifetime_user_engagement',
])

export const reservedPrefix = /^(_|firebase_|ga_|google_|gtag\.)/

/** A name as events and parameters have it. */
export const wellFormed = /^[A-Za-z][A-Za-z0-9_]{0,39}$/

/** What looks like an address or a number that reaches a person. What stands around an @ is bounded: else long texts take their length cubed. */
export const personal =
  /[^\s"@,;](?:@|%40)[^\s"@,;]{1,255}\.[^\s"@,;]|(?:^|[\s"=:])\+\d[\d ().-]{6,}\d(?:$|[\s",;&])/i
