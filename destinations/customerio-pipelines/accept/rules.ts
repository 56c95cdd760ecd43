/** https://docs.customer.io/integrations/api/cdp/ */
export const rules = {
  'CI-URL': 'POST over https to a path and host of the region.',
  'CI-AUTH': 'Basic authorization with the API key and a blank password.',
  'CI-JSON': 'The body is a JSON object, and says so.',
  'CI-ID': 'Identifiers are text of 1 to 150 bytes.',
  'CI-UID': 'Each call has the ids that its type needs, as text.',
  'CI-CDPEV': 'A track call has a name; an event with a meaning of its own has what it needs.',
  'CI-TS': 'Times are ISO 8601 with a zone.',
  'CI-ATTR': 'At most 300 attributes, names of 150 and values of 1000 bytes.',
  'CI-DATA': 'Properties and traits are objects.',
  'CI-DEV': 'A device has a token and the type `ios` or `android`.',
  'CI-MERGE': 'An alias names two different people.',
  'CI-METRIC': 'A delivery report names a delivery and a known metric.',
  'CI-REL': 'A relationship names its object.',
  'CI-SIZE': '32 KB a call, 500 KB a batch.',
}

/** Limits that the vendor keeps over many requests. */
export const beyond = [
  '3000 requests in 3 seconds; what is throttled is retried.',
  'Without the header `X-Strict-Mode: 1` faulty calls are answered with 200 and thrown away; it is always sent.',
]
