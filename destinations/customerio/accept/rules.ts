/** https://docs.customer.io/integrations/api/track/ */
export const rules = {
  'CI-URL': 'POST over https to a path and host of the region.',
  'CI-AUTH': 'Basic authorization with site id and API key.',
  'CI-JSON': 'The body is a JSON object, and says so.',
  'CI-ID': 'Identifiers are text of 1 to 150 bytes.',
  'CI-ID1': 'Exactly one identifier, of a kind that the operation takes.',
  'CI-NAME': 'The name of an event is not blank, and has at most 100 bytes.',
  'CI-TYPE': 'Type and action go together.',
  'CI-DATA': '`attributes` are an object of at most 32 KB.',
  'CI-TS': 'Times are whole seconds since 1970.',
  'CI-ULID': 'The `id` of an event is a ULID; another is not used to find doubles.',
  'CI-ATTR': 'At most 300 attributes, names of 150 and values of 1000 bytes.',
  'CI-DEV': 'A device has a token and the platform `ios` or `android`; its attributes are text.',
  'CI-REL': 'Relationships are a list of identifiers; `object_type_id` is an integer as text.',
  'CI-MERGE': 'A merge names two different people, each by one identifier.',
  'CI-SIZE': '32 KB an operation, 500 KB a batch.',
  'CI-METRIC': 'A delivery event is `opened`, `converted` or `delivered`.',
}

/** Limits that the vendor keeps over many requests. */
export const beyond = [
  '1000 requests a second, by fair use; what is throttled is retried.',
  'Types of objects are made in the workspace; one that is not there is refused.',
  'Events of an anonymous person are kept for 30 days; events older than 72 hours start no campaign.',
]
