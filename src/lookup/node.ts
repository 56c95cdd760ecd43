import { lookup as find } from 'node:dns/promises'

/** The addresses of a host name, as the system finds them. */
export const lookup = async (host: string): Promise<readonly string[]> =>
  (await find(host, { all: true })).map(({ address }) => address)
