/** The rules of https://dev.adjust.com/en/api/s2s-api/events/, each in a sentence. */
export const rules = {
  'AJ-URL': 'GET or POST over https to s2s.adjust.com/event.',
  'AJ-CT':
    'Parameters stand in the query, or in a body that is form-encoded and says so: never JSON.',
  'AJ-S2S': '`s2s` is 1.',
  'AJ-APP': '`app_token` is the token of the app; usually 12 lower-case letters and digits.',
  'AJ-EVT':
    '`event_token` is the token of an event of this app, not its name; usually 6 lower-case letters and digits.',
  'AJ-DEV': 'At least one id of the device, not of zeros, and of the system that `os_name` names.',
  'AJ-FMT':
    '`idfa` and `idfv` are upper-case UUIDs, `gps_adid` is a lower-case one; `android_id` is lower-case hex, `adid` 32 hex digits.',
  'AJ-TIME':
    '`created_at_unix` is in whole seconds, at most 58 days ago, not ahead; `created_at` is ISO 8601 with its zone.',
  'AJ-REV':
    '`revenue` is a number of 0.001 to 100000000000, with a `currency` of three capital letters.',
  'AJ-CUR': '`currency` means nothing without `revenue`.',
  'AJ-PARAMS': '`callback_params` and `partner_params` are JSON text of a flat object of texts.',
  'AJ-ENV': '`environment` is sandbox or production.',
  'AJ-IP': '`ip_address` is an IPv4 address.',
  'AJ-ATT': '`att_status` is 0 to 3, `tracking_enabled` 0 or 1; only one of the two is sent.',
  'AJ-AUTH': 'Where there is an Authorization header, it is a bearer token.',
  'AJ-SIZE': 'A request has at most 1 MB, a query better no more than 8 KB.',
}

export const beyond = [
  'An event of one device and token that is earlier than the last one is refused (AJ-ORDER).',
  'An event before the installation of the app is refused (AJ-TIME).',
  'A device that has no installation, or none in this environment, is not found.',
  'Installs and sessions are not events: their tokens cannot be told from others (AJ-LIFE).',
  'With S2S Security switched on, a missing or wrong bearer token is answered 202, and the event thrown away (AJ-AUTH).',
  'Doubles are counted, but for events whose token is marked as unique.',
]
