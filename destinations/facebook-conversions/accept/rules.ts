/** https://developers.facebook.com/docs/marketing-api/conversions-api/parameters/ */
export const rules = {
  'CAPI-SHAPE':
    '`data` is a list of 1 to 1000 events, each with name, time, action source and user data.',
  'CAPI-APP': 'An app event has `app_data` with the tracking flag and an `extinfo` of 16 cells.',
  'CAPI-TIME':
    '`event_time` is in seconds, at most seven days old and not ahead; one older event fails the whole request.',
  'CAPI-KEYS': 'An event has its documented members only.',
  'CAPI-UD': 'Personal data is hashed, the other keys are plain; each is text or a list of texts.',
  'CAPI-PUR': 'A purchase has a numeric value and a currency.',
  'FB-URL':
    'POST over https to graph.facebook.com, `/{version}/{dataset-id}/events`; ids are digits.',
  'FB-TOK': '`access_token` is there, and looks like one.',
  'FB-LDU':
    'Limited Data Use is `[]` or `["LDU"]`, with country 0 or 1 and a state that goes with it.',
  'FB-ATT': 'Advice: no advertiser id where tracking is not allowed.',
}

/** Limits that the vendor keeps over many requests. */
export const beyond = ['The same name and `event_id` within 48 hours are one event.']
