/** https://amplitude.com/docs/apis/analytics/http-v2 */
export const rules = {
  'AM-URL': 'POST over https to the path of the endpoint, at a host of the US or the EU.',
  'AM-CT': 'JSON for httpapi and batch; a form for identify, groupidentify and usermap.',
  'AM-KEY': '`api_key` in the body: text; 32 hex digits in every known project.',
  'AM-EVTS': '`events` is a list of at least one object, each member of its documented type.',
  'AM-TYPE': '`event_type` is text, and not empty.',
  'AM-RESV':
    '`event_type` is none of the names that are reserved for the vendor, such as `[Amplitude] Start Session`.',
  'AM-ID': '`user_id` or `device_id` is there.',
  'AM-IDLEN': 'Ids have five characters, or as many as `options.min_id_length` says.',
  'AM-IDBAD': 'Ids are no placeholders, such as `anonymous`, `null`, `0`, or a zeroed UUID.',
  'AM-IDSTR': 'Ids are text; a number is taken, but its event may never be seen.',
  'AM-TIME': '`time` is in milliseconds since 1970, an integer.',
  'AM-SESS': '`session_id` is in milliseconds since 1970, an integer, or -1 for none.',
  'AM-EVID': '`event_id` is an integer.',
  'AM-REV':
    'Price and revenue are numbers, quantity an integer; product id and revenue type stand beside an amount; the currency is three capitals.',
  'AM-LIMIT':
    'Fewer than 2000 events and 1 MB on httpapi, 2000 and 20 MB on batch, 2000 mappings and 1 MB on usermap.',
  'AM-DEPTH': 'Objects are at most 40 levels deep.',
  'AM-STR': 'Texts have at most 1024 characters; longer ones are cut by the vendor.',
  'AM-OPS':
    'User and group properties are plain, or operations alone; each operation is known and holds an object; `$add` takes numbers; a property stands under one operation.',
  'AM-GRP':
    'At most 5 group types and 10 groups an event; `group_properties` stand beside `$groupidentify` alone.',
  'AM-PLAN': '`plan` and `ingestion_metadata` have their documented members only, as text.',
  'AM-FORM': '`identification` and `mapping` of a form are JSON text.',
  'AM-GI': 'A group identify names type and value of its group; 1024 a request.',
  'AM-MAP': 'A mapping has `user_id`, and `global_user_id` unless it unmaps.',
}

/** Limits that the vendor keeps over many requests. */
export const beyond = [
  '30 events a second for one user or device on httpapi, 1000 over 30 seconds on batch: what is throttled is retried 30 and 15 seconds later.',
  '500,000 events a day for one user or device on batch: those beyond are rejected with `VENDOR_QUOTA`.',
  '2000 event types, 2000 event properties and 1000 user properties a project; further ones are not shown. Filter with `events` on the connection.',
  'A double is known by `insert_id` and device for seven days.',
]
