import type { Fetch } from './post.js'

/** `fetch` of the platform, looked up at each call, so that what stands in for it later is met. */
export const systemFetch: Fetch = (url, init) => globalThis.fetch(url, init)

const ownFetch = globalThis.fetch
const isNode = globalThis.process?.versions?.undici !== undefined

/**
 * The same for a vendor that knows a double when it comes.
 *
 * A call that refuses redirects, and has no window in which a person could be
 * asked for a password, needs no second copy of its body
 * (https://fetch.spec.whatwg.org/#http-network-or-cache-fetch, "httpRequest"):
 * in Node that copy is a sixth of the work of a call. But a refused redirect
 * shows no status, nor does 421, for which Node sends again what it has no copy
 * of; so these are called for once more, for their answer.
 */
export const repeatableFetch: Fetch = async (url, init) => {
  // What stands in for it may word a refusal in its own way.
  if (!isNode || globalThis.fetch !== ownFetch || init.redirect !== 'manual')
    return systemFetch(url, init)
  try {
    return await ownFetch(url, { ...init, redirect: 'error', window: null })
  } catch (error) {
    if (!hidesAnswer(error)) throw error
    return systemFetch(url, init)
  }
}

/** What stands in for Node's `fetch` in tests gives the cause as text. */
function hidesAnswer(error: unknown): boolean {
  const { cause } = Object(error) as { cause?: unknown }
  const { message, code } = Object(cause) as { message?: unknown; code?: unknown }
  const isRedirect = [cause, message].includes('unexpected redirect')
  return isRedirect || code === 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH'
}
