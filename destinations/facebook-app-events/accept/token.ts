import { z } from 'zod'
import { ruled, textOf } from '../../../src/accept/index.js'
import { isBlank, type Members, type Note } from './across.js'

const shape = /^(\*{3}|(\d+|\*{3})\|[\w.~+/=*-]+|(?!(\d+|null|undefined|true|false)$)[\w.~+/=-]+)$/
const error = 'must be app-id|app-secret, app-id|client-token or a token that Graph has issued'

/** https://developers.facebook.com/docs/facebook-login/guides/access-tokens; what is blank counts as absent. */
export const token = ruled(
  'FB-TOK',
  'http',
  z.string({ error }).refine((value) => isBlank(value) || shape.test(value), { error }),
)

const bearer = /^Bearer\s+/i

export const headers = z.looseObject({
  authorization: ruled(
    'FB-TOK',
    'http',
    z.string().refine((value) => !bearer.test(value) || shape.test(value.replace(bearer, '')), {
      error,
    }),
  ).optional(),
})

export function authorized(all: Members, authorization: unknown, note: Note): void {
  const said = textOf(authorization)
  if (isBlank(all.access_token) && said !== '***' && !bearer.test(said))
    note(['access_token'], 'FB-TOK', 'http', 'must be there')
}
