/** https://developers.google.com/analytics/devguides/collection/protocol/ga4/reference?client_type=firebase */
export const rules = {
  'GA-URL':
    'POST over https to www or region1 of google-analytics.com, `/mp/collect`, with `firebase_app_id` and `api_secret`, and no `measurement_id`.',
  'GA-CT': 'The body is JSON: an object of known members.',
  'GA-AIID': '`app_instance_id` has 32 hex digits.',
  'GA-EVTS': '`events` is a list of 1 to 25 events.',
  'GA-NAME': 'The name of an event has 1 to 40 letters, digits and `_`, a letter first.',
  'GA-RESV': 'It is none of the reserved names, and has no reserved prefix.',
  'GA-PARAM': 'An event has at most 25 parameters, with names as events have them.',
  'GA-PVAL': 'Values are numbers, or text of at most 100 characters; only `items` is a list.',
  'GA-ITEMS':
    'At most 200 items, each with an id or a name and at most 10 parameters of its own; amounts are numbers.',
  'GA-UPROP':
    'At most 25 user properties, each as `{"value": …}`; names of at most 24 characters, none reserved; values of at most 36.',
  'GA-TIME': 'Times are whole microseconds since 1970, not ahead and at most 72 hours old.',
  'GA-SESS':
    'Advice: `session_id` is a number, and `engagement_time_msec` above zero; without them an event counts for no session and nobody as active.',
  'GA-REV':
    'Advice: `value` is a number and has a `currency` of three capitals; purchases and refunds have a `transaction_id`.',
  'GA-CONSENT':
    'Consent is `GRANTED` or `DENIED`, for `ad_user_data` and `ad_personalization` alone.',
  'GA-LOC': 'Places are codes: `US`, `US-CA`, three digits of M49.',
  'GA-DEV': 'A device has known members only, all text.',
  'GA-UID': 'Advice: `user_id` is text of at most 256 characters, and no e-mail address.',
  'GA-SIZE': 'Less than 130,000 bytes.',
  'GA-VB': 'Advice: `validation_behavior` is for the validation server.',
  'GA-PII': 'Advice: the terms forbid e-mail addresses and phone numbers.',
}

/** What no single request shows. */
export const beyond = [
  'A wrong secret, app id or app instance is not told: whatever arrives is answered 2xx, and lost. Check a new connection in DebugView (`debugMode`).',
  'An app instance counts once the Firebase SDK of the app has used it.',
  '500 event names an app user; those beyond are lost.',
  'A session is joined within 24 hours of its start; audiences take events within 42 days of the last one from the app.',
  'Nothing but the `transaction_id` of purchases tells doubles: an answer that is lost is retried, and may count twice.',
]
