/** Everything that settling an event may change; a closed list. Stands on record, for explain. */
export const changeRules = {
  'call type': 'The call type in lower case, without blanks around it.',
  'event name': 'Another spelling of a catalogued event, or an alias; a number becomes text.',
  id: 'A number becomes text. What a client writes when it has no id (`"null"`, blanks, a zeroed UUID) is away.',
  'receivedAt − (sentAt − originalTimestamp)':
    "Without a usable `timestamp`: the client's clock, corrected by the server's.",
  originalTimestamp: 'Without the times to correct it by: the clock of the client as it is.',
  now: 'The event has no usable time; the present is taken, with a warning.',
  'device type':
    "`ios` for every system of Apple's, `android`; where the device does not say, the system's name does.",
  type: 'A catalogued value becomes its type: `51203` → `"51203"`, `"$1,299.00"` → 1299, `"true"` → true. What cannot be converted stays.',
  spelling:
    'A catalogued member under another spelling (`productId`, `Product ID`) moves to its own name, unless there is something already.',
  'list of one': 'A single product in place of the list of products becomes a list.',
  'app of context':
    'An event that has the version and build of the app takes them from `context.app` where it does not tell.',
  'parameter of url':
    'Query parameters of the link that opened the app, which some SDKs spread over its properties, are away; `url` still has them.',
  'utm of url':
    'A link that opened the app gives `context.campaign`, where the event has no campaign.',
  'name of properties':
    'A page or screen without `name` or `category` of its own takes that of its properties.',
  'traits of context':
    'An identify call without traits of its own takes those of `context.traits`.',
  'parts of name': 'A name of two words gives `firstName` and `lastName` where they are not there.',
  'name of parts': '`firstName` and `lastName` give `name` where it is not there.',
} as const

export type ChangeRule = keyof typeof changeRules
