/**
 * Every error code there is: what it means, who must act, and whether the same
 * work may succeed when it is tried again without a change.
 */
export const errorCodes = {
  EVENT_NOT_JSON: {
    act: 'event',
    retryable: false,
    means: 'The text is not JSON, so no event could be read from it.',
  },
  EVENT_NOT_OBJECT: {
    act: 'event',
    retryable: false,
    means: 'The event is JSON, but not an object.',
  },
  EVENT_UNREADABLE: {
    act: 'event',
    retryable: false,
    means: 'Reading a member of the event threw an exception.',
  },
  EVENT_TOO_DEEP: {
    act: 'event',
    retryable: false,
    means: 'The event is nested deeper than 200 levels, or contains itself.',
  },
  EVENT_TOO_LARGE: {
    act: 'event',
    retryable: false,
    means: 'The event is larger than Crosswalk reads.',
  },
  EVENT_TYPE_UNKNOWN: {
    act: 'event',
    retryable: false,
    means: 'The member `type` is missing, or is none of the six call types.',
  },
  EVENT_NAME_MISSING: {
    act: 'event',
    retryable: false,
    means: 'A track call has no usable `event` name.',
  },
  REQUIRED_MISSING: {
    act: 'event',
    retryable: false,
    means: 'The vendor needs a field that the event has no value for.',
  },
  ITEM_TOO_LARGE: {
    act: 'event',
    retryable: false,
    means: 'What the event became is larger than the vendor takes for one item.',
  },
  CONFIG_INVALID: {
    act: 'settings',
    retryable: false,
    means: 'The configuration has a wrong, missing or unknown key.',
  },
  SETTINGS_INVALID: {
    act: 'settings',
    retryable: false,
    means: 'The settings of a connection do not fit its destination.',
  },
  DESTINATION_UNKNOWN: {
    act: 'settings',
    retryable: false,
    means: 'A connection names a destination that was not given.',
  },
  CONNECTION_DOUBLED: {
    act: 'settings',
    retryable: false,
    means: 'Two connections have the same id.',
  },
  CONNECTION_UNKNOWN: {
    act: 'settings',
    retryable: false,
    means: 'A result or dead letter names a connection that the router does not have.',
  },
  VARIABLE_UNSET: {
    act: 'settings',
    retryable: false,
    means: 'A setting is to be read from an environment variable that is not set.',
  },
  MAPPING_INVALID: {
    act: 'mapping',
    retryable: false,
    means: 'A mapping file does not keep to the mapping language.',
  },
  OVERRIDES_INVALID: {
    act: 'settings',
    retryable: false,
    means: 'The overrides of a connection do not fit the mapping of its destination.',
  },
  DESTINATION_BUG: {
    act: 'destination',
    retryable: false,
    means: 'The destination module threw an exception; please report it.',
  },
  REQUEST_DETACHED: {
    act: 'settings',
    retryable: false,
    means: 'A wire request was copied or serialised; keep results and batch them again.',
  },
  VENDOR_REJECTED: {
    act: 'vendor',
    retryable: false,
    means: 'The vendor looked at the item and will never take it.',
  },
  VENDOR_QUOTA: {
    act: 'vendor',
    retryable: false,
    means: 'The person or device of this item is over the daily quota of the vendor.',
  },
  CREDENTIAL_REFUSED: {
    act: 'settings',
    retryable: true,
    means: 'The vendor refuses the connection itself: credential, region or address.',
  },
  REDIRECTED: {
    act: 'settings',
    retryable: true,
    means: 'The vendor answered with a redirect, which is never followed: wrong region?',
  },
  ADDRESS_REFUSED: {
    act: 'settings',
    retryable: true,
    means:
      'The URL of the settings is http or leads to a private address, which the host does not allow.',
  },
  ANSWER_UNKNOWN: {
    act: 'vendor',
    retryable: true,
    means: 'The answer fits nothing that the vendor documents; it is not success.',
  },
  ANSWER_LOST: {
    act: 'vendor',
    retryable: true,
    means: 'No whole answer arrived: the connection failed, was cut, or timed out.',
  },
  VENDOR_BUSY: {
    act: 'vendor',
    retryable: true,
    means: 'The vendor throttles, or is down for now.',
  },
  VENDOR_DOWN: {
    act: 'vendor',
    retryable: true,
    means:
      'The vendor has failed for a while, and as many requests wait for it as may; bring the item again.',
  },
  TOO_OLD: {
    act: 'vendor',
    retryable: false,
    means: 'The item is past the time after which sending it has no use.',
  },
  INTERRUPTED: {
    act: 'settings',
    retryable: true,
    means: 'The deadline, an abort or the number of tries ended the run; bring the item again.',
  },
} as const satisfies Record<
  string,
  {
    act: 'event' | 'settings' | 'mapping' | 'destination' | 'vendor'
    retryable: boolean
    means: string
  }
>

export type ErrorCode = keyof typeof errorCodes

/** What went wrong: a code of the table, the place, and a sentence for people. Holds no value of the event and no secret. */
export interface Problem {
  code: ErrorCode
  path: string
  message: string
}

/** The one class that Crosswalk throws, and only at start-up. `problems` lists all that is wrong, not just the first. */
export class CrosswalkError extends Error {
  override readonly name = 'CrosswalkError'
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[]) {
    super(problems.map(describeProblem).join('\n'))
    this.problems = problems
  }
}

/** One line: code, place, sentence. */
export function describeProblem({ code, path, message }: Problem): string {
  return path === '' ? `${code}: ${message}` : `${code} at ${path}: ${message}`
}
