import type { Fetch } from './post.js'

/**
 * `fetch` of the platform, looked up at each call, so that what stands in for it
 * later is met.
 *
 * A call that refuses redirects, and has no window in which a person could be
 * asked for a password, needs no second copy of its body
 * (https://fetch.spec.whatwg.org/#http-network-or-cache-fetch, "httpRequest"):
 * in Node that copy is a sixth of the work of a call. But a refused redirect
 * shows no status; so it is called for once more, for its answer: nothing was
 * stored there.
 */
export const systemFetch: Fetch = async (url, init) => {
  if (!tellsRedirects || init.redirect !== 'manual') return globalThis.fetch(url, init)
  try {
    return await globalThis.fetch(url, { ...init, redirect: 'error', window: null })
  } catch (error) {
    if (!isRedirect(error)) throw error
    return globalThis.fetch(url, init)
  }
}

/** Elsewhere than in Node, nothing may tell a refused redirect from a broken line. */
const tellsRedirects = globalThis.process?.versions?.undici !== undefined

/** What stands in for `fetch` in tests gives the cause as text. */
function isRedirect(error: unknown): boolean {
  const { cause } = Object(error) as { cause?: unknown }
  const said = typeof cause === 'string' ? cause : (Object(cause) as { message?: unknown }).message
  return said === 'unexpected redirect'
}
