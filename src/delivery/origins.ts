import { CrosswalkError, type Problem } from '../errors.js'

/** Connection id → URL that takes the place of the vendor's origin: a proxy, a stand-in. */
export type Origins = Readonly<Record<string, string>>

/** Gives the function that says where a connection's request really goes. Throws for what is no URL. */
export function relocator(origins: Origins): (connection: string, url: string) => string {
  const bases = new Map<string, string>()
  const problems: Problem[] = []
  for (const [id, text] of Object.entries(origins)) {
    if (isWebUrl(text)) {
      const base = new URL(text)
      bases.set(id, base.origin + base.pathname.replace(/\/+$/, ''))
    } else {
      const message = 'must be a URL that starts with http:// or https://'
      problems.push({ code: 'CONFIG_INVALID', path: `origins.${id}`, message })
    }
  }
  if (problems.length > 0) throw new CrosswalkError(problems)
  return (connection, url) => {
    const base = bases.get(connection)
    if (base === undefined || !URL.canParse(url)) return url
    const { pathname, search } = new URL(url)
    return `${base}${pathname}${search}`
  }
}

export function isWebUrl(text: unknown): text is string {
  return typeof text === 'string' && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}
