import { z } from 'zod'
import { ruled } from '../../../src/accept/index.js'

/** Both APIs take Basic authentication, each with other parts: https://docs.customer.io/integrations/api/track/ and https://docs.customer.io/integrations/api/cdp/ */
export function credential(wanted: string, fits: (user: string, password: string) => boolean) {
  return ruled(
    'CI-AUTH',
    'http',
    z.string(wanted).refine((text) => holds(text, fits), wanted),
  )
}

function holds(header: string, fits: (user: string, password: string) => boolean): boolean {
  if (header === hidden) return true
  const token = /^Basic +(\S+)$/i.exec(header)?.[1]
  if (token === undefined || token === hidden) return token === hidden
  const [, user, password] = /^([^:]*):(.*)$/s.exec(decoded(token)) ?? []
  return user !== undefined && password !== undefined && fits(user, password)
}

/** Stands for a credential that is present. */
const hidden = '***'

function decoded(token: string): string {
  try {
    return atob(token)
  } catch {
    return ''
  }
}
