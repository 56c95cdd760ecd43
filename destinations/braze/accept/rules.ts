/** https://www.braze.com/docs/api/endpoints/user_data/ */
export const rules = {
  'BZ-URL': 'POST over https to a path of the REST host of an instance.',
  'BZ-AUTH': 'Bearer authorization with the key, without quotes.',
  'BZ-CT': 'The body is a JSON object, and says so.',
  'BZ-EMPTY': 'At least one of attributes, events and purchases is a list with an object.',
  'BZ-LIMIT': 'At most 75 attributes, events and purchases together.',
  'BZ-SIZE': 'At most 4 MB a request, and 100 KB an object.',
  'BZ-ID': 'Each object has an identifier; ids are text, an alias has a name and a label.',
  'BZ-ID1': 'Each object has one identifier: of several, the vendor chooses.',
  'BZ-ALIAS': 'Attributes of an alias say `_update_existing_only: false`, or make no profile.',
  'BZ-NAME': 'Each event has a name.',
  'BZ-TIME': 'Events and purchases have a time as ISO text.',
  'BZ-PROPS':
    'Properties are an object; names of 1 to 255 characters without a leading `$`, and neither `time` nor `event_name`.',
  'BZ-STR': 'Texts of properties have at most 255 characters.',
  'BZ-PCOUNT': 'At most 256 properties.',
  'BZ-PURCH':
    'A purchase has a product, a currency in capitals, a price, and a quantity from 1 to 100.',
  'BZ-ECOM': 'Recommended ecommerce events have the required members, and none that is not listed.',
  'BZ-ATTR': 'Members of the profile have the form of their kind.',
  'BZ-TOKEN': 'Push tokens have app and token; an imported one has no person.',
  'BZ-IDENT': '1 to 50 aliases, each with the id that it becomes.',
  'BZ-MERGE': '1 to 50 merges, each of two identifiers of one kind.',
}

/** What no single request shows. */
export const beyond = [
  'Contracts by monthly active users of 2024 and 2025 take 50 objects a request; older ones 75 of each kind.',
  '3000 requests to /users/track in three seconds, fewer by the hour under contracts by active users; 20,000 a minute to identify and merge.',
  'At most 256 distinct properties for one event name, over all requests.',
  'Doubles are not found: nothing identifies an event.',
  'Events on the blocklist of the workspace vanish; an app identifier that it does not have sinks its event.',
  'A profile has one alias for each label: identify has no effect where the person has one already.',
]
