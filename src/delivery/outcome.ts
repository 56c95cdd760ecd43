import type { Endpoint, OutcomeRule, Verdict } from '../destination.js'
import type { ErrorCode } from '../errors.js'
import { type Answer, bodyOf, passes } from './answer.js'
import { inDoubt, unknown } from './doubt.js'
import { type Carried, type Listing, listed } from './listed.js'
import { type Hide, plain, say, sentence } from './say.js'
import type { ItemVerdict } from './verdict.js'

type Given = Pick<Endpoint, 'outcome' | 'ambiguous'>

/** There is no default for success: what it looks like, an endpoint declares. */
const defaults: readonly OutcomeRule[] = [
  { status: '3xx', verdict: 'blocked', code: 'REDIRECTED' },
  { status: [401, 403], verdict: 'blocked' },
  { status: [408, 429], verdict: 'retry' },
  { status: '5xx', verdict: 'retry' },
  { status: '4xx', verdict: 'divide' },
]

const codes: Record<Exclude<Verdict, 'delivered'>, ErrorCode> = {
  rejected: 'VENDOR_REJECTED',
  divide: 'VENDOR_REJECTED',
  retry: 'VENDOR_BUSY',
  blocked: 'CREDENTIAL_REFUSED',
}

/** Reads an answer: one verdict for each item, by the first rule that fits. Pure. */
export function classify(
  answer: Answer,
  endpoint: Given,
  carried: readonly Carried[],
  hide: Hide = (text) => text,
): ItemVerdict[] {
  if (answer.kind === 'refused') {
    return carried.map(() => ({ verdict: 'blocked', problem: answer.problem }))
  }
  if (answer.kind === 'lost') {
    const message = `no whole answer came: ${plain(answer.reason, hide)}`
    return inDoubt({ code: 'ANSWER_LOST', path: '', message }, endpoint, carried, !answer.sent)
  }
  const { status, text } = answer
  const body = bodyOf(text)
  for (const rules of [endpoint.outcome, defaults])
    for (const rule of rules) {
      if (!hasStatus(rule, status) || (rule.body !== undefined && !passes(body, rule.body)))
        continue
      const verdicts = judge(rule, status, body, endpoint, carried, hide)
      if (verdicts !== undefined) return verdicts
    }
  return inDoubt(unknown(status, body, hide), endpoint, carried)
}

function hasStatus({ status: wanted }: OutcomeRule, status: number): boolean {
  if (wanted === undefined) return true
  if (typeof wanted === 'number') return status === wanted
  if (typeof wanted === 'string') return Math.floor(status / 100) === Number(wanted[0])
  return wanted.includes(status)
}

/** The verdicts of a rule; undefined where it names no item although it speaks of single ones. */
function judge(
  rule: OutcomeRule,
  status: number,
  body: unknown,
  endpoint: Given,
  carried: readonly Carried[],
  hide: Hide,
): ItemVerdict[] | undefined {
  const rest = whole(rule, status, body, hide)
  if (rule.items === undefined) return rest && carried.map(() => rest)
  const { listings, unplaced } = listed(body, rule.items, carried)
  if (listings.size === 0 || rest === undefined) return undefined
  const about = say(body, hide)
  const doubt =
    unplaced && rest.verdict === 'delivered'
      ? inDoubt(unknown(status, body, hide), endpoint, carried)
      : []
  return carried.map((_, index) => {
    const listing = listings.get(index)
    return listing === undefined
      ? (doubt[index] ?? rest)
      : single(listing, status, about, rule, hide)
  })
}

function whole(
  { verdict, others, code, waitMs }: OutcomeRule,
  status: number,
  body: unknown,
  hide: Hide,
): ItemVerdict | undefined {
  if (others !== undefined) return { verdict: others }
  if (verdict === undefined || verdict === 'delivered') return verdict && { verdict }
  const message = sentence(status, say(body, hide))
  const problem = { code: code ?? codes[verdict], path: '', message }
  return verdict === 'retry' ? { verdict, problem, waitMs, whole: true } : { verdict, problem }
}

function single(
  { rule, entry, place }: Listing,
  status: number,
  about: string,
  parent: OutcomeRule,
  hide: Hide,
): ItemVerdict {
  const path = plain(place, hide)
  const message = sentence(status, `listed at ${path}`, say(entry, hide) || about)
  const code = rule.code ?? parent.code ?? codes[rule.verdict]
  const problem = { code, path, message }
  const { verdict, waitMs = parent.waitMs } = rule
  return verdict === 'retry' ? { verdict, problem, waitMs, whole: false } : { verdict, problem }
}
