import { secret, z } from '../../src/destination.js'

/** What the request itself says, and what HTTP keeps for itself. */
const reserved =
  /^(?:connection|content-(?:encoding|length|type)|expect|host|idempotency-key|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|x-crosswalk-.*)$/i

const name = z
  .string()
  .regex(/^[!#$%&'*+.^_`|~\w-]+$/, 'must be the name of a header')
  .refine((given) => !reserved.test(given), 'is a header that the request sets itself')

const value = z
  .string()
  .regex(/^[!-~](?:[ -~]*[!-~])?$/, 'must be visible ASCII characters, with blanks within at most')

const headers = z.record(name, value).refine((given) => {
  const names = Object.keys(given).map((one) => one.toLowerCase())
  return new Set(names).size === names.length
}, 'names a header twice, in another case')

function isTarget(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password } = new URL(text)
  return /^https?:$/.test(protocol) && username === '' && password === ''
}

export const settings = z.strictObject({
  url: z
    .string()
    .refine(isTarget, 'must be an https URL without a user or password; those go into headers')
    .describe(
      'Where each event is posted. It is shown to people, so credentials go into `headers`. http, and addresses that are not of the public internet, are refused (`ADDRESS_REFUSED`) unless the host of Crosswalk allows them: `createSender({ allowHttp, allowPrivate })`.',
    ),
  signingSecret: secret(
    "Signs each request: `X-Crosswalk-Signature: t=<t>,v1=<v1>`, where v1 is the HMAC-SHA256, with this as its key, of `<t>.<Idempotency-Key>.<body>` as 64 lower-case hex digits, and t the event's time in Unix seconds. The receiver works it out over the exact body and compares in constant time. Against replays it remembers each `Idempotency-Key` for as long as it takes events after their time, and refuses those with an older t. Without this setting nothing is signed.",
  ).optional(),
  headers: headers
    .default({})
    .describe('Further headers of each request, name → value. All of the values are credentials.')
    .meta({ secret: true }),
})

export type Settings = z.infer<typeof settings>
