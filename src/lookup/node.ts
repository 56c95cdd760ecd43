/** The addresses of a host name, as the system finds them. Its module is loaded when it is first asked: who only maps never does. */
export const lookup = async (host: string): Promise<readonly string[]> => {
  const { lookup: find } = await import('node:dns/promises')
  return (await find(host, { all: true })).map(({ address }) => address)
}
