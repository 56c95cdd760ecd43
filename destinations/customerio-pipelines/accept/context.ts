import { z } from 'zod'

type JsonType = 'string' | 'number' | 'boolean' | 'object' | 'array'

/** A member that the vendor documents and does not judge: of any value, yet known by name and type. */
export const documented = (type: JsonType) => z.unknown().meta({ type }).optional()

const string = documented('string')
const boolean = documented('boolean')
const part = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.looseObject(shape, 'must be an object').optional()

/** https://docs.customer.io/integrations/api/cdp/ */
export const context = part({
  active: boolean,
  ip: string,
  locale: string,
  userAgent: string,
  channel: string,
  timezone: string,
  screen: documented('object'),
  campaign: part({ name: string, source: string, medium: string, term: string, content: string }),
  page: part({
    name: string,
    path: string,
    referrer: string,
    search: string,
    title: string,
    url: string,
    keywords: documented('array'),
  }),
  app: part({ name: string, version: string, build: string, namespace: string }),
  device: part({
    id: string,
    advertisingId: string,
    manufacturer: string,
    model: string,
    name: string,
    type: string,
    version: string,
    token: string,
  }),
  network: part({ bluetooth: boolean, cellular: boolean, wifi: boolean, carrier: string }),
  os: part({ name: string, version: string }),
  library: part({ name: string, version: string }),
})
export type Context = z.infer<typeof context>
