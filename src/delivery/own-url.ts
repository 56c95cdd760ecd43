/** What is asked of a URL that is the user's own before anything goes there. */
import type { Problem } from '../errors.js'
import type { Fetch } from './post.js'
import { isAddress, isPrivateAddress, isPrivateName } from './private-address.js'

/** What a host allows to destinations whose URL is the user's own. */
export interface OwnUrlOptions {
  /** Such a URL may be http, unencrypted. */
  allowHttp?: boolean
  /** Such a URL may lead into the host's own network: private, loopback, link-local addresses. */
  allowPrivate?: boolean
  /**
   * A host name → its addresses; by default the system's in Node, and none elsewhere.
   * A host that sends through a proxy, and so cannot look names up, gives none.
   */
  lookup?: (host: string) => Promise<readonly string[]>
}

/** Loaded when it is first asked: a start needs no resolver. */
const systemLookup = async (host: string): Promise<readonly string[]> =>
  (await import('#lookup')).lookup(host)

/** Thrown in place of a call: the URL is none that the host sends to. */
export class AddressRefused extends Error {
  readonly problem: Problem

  constructor(message: string) {
    super(message)
    this.problem = { code: 'ADDRESS_REFUSED', path: '', message }
  }
}

/**
 * The `fetch` for URLs of the user's own. Between this look-up and that of `fetch`
 * itself a name may come to lead elsewhere; over https no other server answers
 * to it then, and a `fetch` of the host's that pins addresses closes the gap.
 */
export function guardOwnUrls(fetch: Fetch, options: OwnUrlOptions): Fetch {
  return async (url, init) => {
    await check(new URL(url), options)
    // It may have taken so long that the call was given up.
    init.signal?.throwIfAborted()
    return fetch(url, init)
  }
}

async function check({ protocol, hostname }: URL, options: OwnUrlOptions): Promise<void> {
  const { allowHttp = false, allowPrivate = false, lookup = systemLookup } = options
  if (protocol !== 'https:' && !(allowHttp && protocol === 'http:')) {
    throw new AddressRefused('the URL is not https; the host of Crosswalk does not allow that')
  }
  if (allowPrivate) return
  if (isAddress(hostname)) return refuseIf(isPrivateAddress(hostname))
  refuseIf(isPrivateName(hostname))
  // Every one of them, for which is taken is not known.
  refuseIf((await lookup(hostname)).some(isPrivateAddress))
}

/** Does not say where the name leads: the user may be a stranger to that network. */
function refuseIf(refused: boolean): void {
  if (refused) {
    throw new AddressRefused(
      'the URL leads to a private address; the host of Crosswalk does not allow that',
    )
  }
}
