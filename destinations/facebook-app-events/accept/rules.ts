/** https://developers.facebook.com/docs/graph-api/reference/application/activities/ */
export const rules = {
  'FB-URL':
    'POST over https to graph.facebook.com, `/{app-id}/activities` behind an optional version; ids are digits.',
  'FB-TOK': '`access_token` is there, and looks like one.',
  'FB-EVT': '`event` is `MOBILE_APP_INSTALL`, `CUSTOM_APP_EVENTS` or `DEFERRED_APP_LINK`.',
  'FB-CE': 'Custom events are a list of at least one object.',
  'FB-ID':
    'At least one identity is there and not empty: `attribution`, `advertiser_id`, `anon_id`, `page_scoped_user_id`, `user_id` with its type, `ud`.',
  'FB-FLAG': 'Both tracking flags are there, and say yes or no.',
  'FB-EXT': '`extinfo`, where it is there, has 16 cells; the layout and the OS version are filled.',
  'FB-NAME':
    '`_eventName` has 1 to 40 letters, digits, `_`, `-` and blanks, and does not begin with `-` or a blank.',
  'FB-TIME': '`_logTime` is in whole seconds since 1970, after 2003 and at most a day ahead.',
  'FB-PKEY': 'Names of parameters keep to the form of event names.',
  'FB-PVAL':
    'Values of parameters are text of at most 100 characters, or numbers; `fb_content` and `fb_content_id` may be longer.',
  'FB-PCNT': 'At most 25 parameters an event.',
  'FB-PUR': 'A purchase has a value and a currency of three capitals.',
  'FB-NEST': 'Nested values of a form are JSON text; the body can be read.',
  'FB-UD':
    '`ud` has known keys only, each a SHA-256 in lower-case hex, or up to five with commas between.',
  'FB-LDU':
    'Limited Data Use is `[]` or `["LDU"]`, with country 0 or 1 and a state that goes with it.',
  'FB-INST': 'An install is the install call, never the name of a custom event.',
  'FB-ATT': 'Advice: no advertiser id where tracking is not allowed.',
}

/** Limits that the vendor keeps over many requests. */
export const beyond = [
  "1000 event names an app; the call with the next one is refused as a whole. `customEvents` `listed` or `skip` keeps an app's own names out.",
  '25 parameters an event name, added up over all calls; what is beyond is not stored.',
  'No dedupe but for installs is documented: an answer that is lost is retried with the same `_eventID`.',
]
