import { z } from 'zod'
import { ruled, textOf } from '../../../src/accept/index.js'
import { across, type Members, type Note } from './across.js'
import { standardParameters } from './standard-parameters.js'
import { seconds } from './time.js'
import { amount, each, flag, text } from './values.js'

const identifier = /^[0-9a-zA-Z_][0-9a-zA-Z _-]{0,39}$/
const shaped = '1 to 40 of A-Z, a-z, 0-9, "_", "-" and space, the first no "-" or space'

const valued = 'must be text or a finite number'
const short = z.string().refine((value) => value.length <= 100 || [...value].length <= 100, {
  error: 'must be at most 100 characters long',
})
const parameter = ruled('FB-PVAL', 'http', z.union([short, z.number()], { error: valued }))
const unmeasured = z.union([z.string(), z.number()], { error: valued })
// A list is taken as well, although the JSON text of it is what is documented.
const ids = z.union([z.string(), z.number(), z.array(unmeasured)], { error: valued })

/** Members that the edge knows itself; each other one is a parameter of the event, and counts as one. */
const system = {
  _eventName: ruled(
    'FB-NAME',
    'http',
    z.string('must be text').regex(identifier, `must be ${shaped}`),
  ),
  _eventName_md5: ruled(
    'FB-NAME',
    'http',
    z.string().regex(/^[a-f0-9]{32}$/i, 'must be an MD5 in hex'),
  ).optional(),
  _logTime: ruled('FB-TIME', 'http', seconds).optional(),
  _valueToSum: ruled('FB-PVAL', 'http', unmeasured).optional(),
  ...each(
    ['_implicitlyLogged', '_isTimedEvent', '_inBackground'],
    ruled('FB-PVAL', 'http', flag).optional(),
  ),
  ...each(
    ['_session_id', '_app_user_id', '_ui', '_appVersion', '_eventID'],
    ruled('FB-PVAL', 'http', text).optional(),
  ),
}

const members = z
  .object(
    {
      ...system,
      ...each(standardParameters, parameter.optional()),
      fb_content: ruled('FB-PVAL', 'http', unmeasured).optional(),
      fb_content_id: ruled('FB-PVAL', 'http', ids).optional(),
    },
    { error: 'must be an object' },
  )
  .catchall(parameter)

const installs = ['MOBILE_APP_INSTALL', 'MobileAppInstall', 'Application Installed']

/** https://developers.facebook.com/docs/marketing-api/app-event-api/ */
export const event = across(members, (all, note) => {
  counted(all, note)
  valuedRight(all, note)
  if (installs.includes(textOf(all._eventName)))
    note(
      ['_eventName'],
      'FB-INST',
      'silent',
      'must not be an install: that is the event of the call',
    )
})

function counted(all: Members, note: Note): void {
  const parameters = Object.keys(all).filter((name) => !Object.hasOwn(system, name))
  for (const name of parameters)
    if (!identifier.test(name)) note([name], 'FB-PKEY', 'http', `must have a name of ${shaped}`)
  if (parameters.length > 25) note([], 'FB-PCNT', 'silent', 'must have at most 25 parameters')
}

function valuedRight({ _eventName, _valueToSum, fb_currency }: Members, note: Note): void {
  const numeric = amount.safeParse(_valueToSum).success
  if (_eventName !== 'fb_mobile_purchase') {
    if (typeof _valueToSum === 'string' && !numeric)
      note(['_valueToSum'], 'FB-PVAL', 'silent', 'must be a number, or it is not summed up')
    return
  }
  if (!numeric) note(['_valueToSum'], 'FB-PUR', 'silent', 'must be the amount of a purchase')
  if (typeof fb_currency !== 'string' || !/^[A-Z]{3}$/.test(fb_currency))
    note(['fb_currency'], 'FB-PUR', 'silent', 'must be three capital letters of ISO 4217')
}
