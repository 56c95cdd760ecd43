/** The vendors' published rules, and the judge of requests; the subpath `crosswalk/accept`. Who only maps loads none of it. */

export { numberOf, textOf } from '../scalar.js'
export { utf8Length } from '../utf8.js'
export { type AcceptRequest, accept, type Verdict } from './accept.js'
export type { AcceptEndpoint, Acceptor, Judged } from './acceptor.js'
export { readForm, readJson, Unreadable } from './read-body.js'
export { breaks, type Effect, type Finding, findings, type Rule, ruled } from './rule.js'
