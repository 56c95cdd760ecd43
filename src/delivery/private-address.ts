/** Which hosts lie where only the machine that sends, or its network, can reach. */

/** Not of the public internet, as IANA's registry of special-purpose addresses has them. */
const special4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10', // CGNAT, and the metadata of some clouds
  '127.0.0.0/8',
  '168.63.129.16/32', // a cloud's own services, at a public address
  '169.254.0.0/16', // link-local, and the metadata of most clouds
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3', // multicast, reserved, broadcast
]

/** Only 2000::/3 is public; these parts of it are not, or hide an address of the older kind. */
const special6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']

/** Their last 32 bits are an address of the older kind: mapped, and translated by NAT64. */
const embedding6 = ['::ffff:0:0/96', '64:ff9b::/96']

const ownNames = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home\.arpa)$/

/** Whether a name is no public one, wherever it leads: a single word is looked up in the own network. */
export function isPrivateName(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '')
  return !name.includes('.') || ownNames.test(name)
}

/** Whether the host of a URL is an address, as `URL` writes it: all spellings of IPv4 dotted, IPv6 in brackets. */
export function isAddress(host: string): boolean {
  return host.startsWith('[') || bits4(host) !== undefined
}

/** Whether an address is not of the public internet; what is no address counts as such. */
export function isPrivateAddress(text: string): boolean {
  const four = bits4(text)
  if (four !== undefined) return special4.some((range) => within(four, range, 32))
  const six = bits6(text)
  if (six === undefined) return true
  if (embedding6.some((range) => within(six, range, 128))) {
    const last = BigInt.asUintN(32, six)
    return special4.some((range) => within(last, range, 32))
  }
  return !within(six, '2000::/3', 128) || special6.some((range) => within(six, range, 128))
}

function within(bits: bigint, range: string, width: 32 | 128): boolean {
  const [base = '', length] = range.split('/')
  const shift = BigInt(width - Number(length))
  return bits >> shift === ((width === 32 ? bits4(base) : bits6(base)) ?? 0n) >> shift
}

function bits4(text: string): bigint | undefined {
  if (!/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) return undefined
  const parts = text.split('.').map(Number)
  return parts.some((part) => part > 255) ? undefined : join(parts, 8n)
}

function bits6(text: string): bigint | undefined {
  const bare = text.replace(/^\[|\]$/g, '').replace(/%.*$/, '')
  const url = `http://[${bare}]/`
  if (!URL.canParse(url)) return undefined
  const [head = '', tail] = new URL(url).hostname.slice(1, -1).split('::')
  const before = groups(head)
  const after = groups(tail ?? '')
  const between = Array<number>(8 - before.length - after.length).fill(0)
  return join([...before, ...between, ...after], 16n)
}

function groups(text: string): number[] {
  return text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16))
}

function join(parts: readonly number[], width: bigint): bigint {
  return parts.reduce((bits, part) => (bits << width) | BigInt(part), 0n)
}
