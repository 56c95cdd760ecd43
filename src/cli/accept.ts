import { parseArgs } from 'node:util'
import { z } from 'zod'
import { type AcceptRequest, accept as judge, type Verdict } from '../accept/index.js'
import { zodProblems } from '../zod-problems.js'
import { openInput, readEvents } from './input.js'
import { lineWriter } from './output.js'
import { oneInput, parseNow } from './usage.js'

const request = z.looseObject({
  method: z.string(),
  url: z.string(),
  headers: z.record(z.string(), z.string()).optional(),
  body: z
    .union(
      [z.string(), z.record(z.string(), z.unknown()), z.array(z.unknown())],
      'must be text, or an object that is sent as JSON',
    )
    .optional(),
  now: z
    .number()
    .max(100_000_000_000, 'must be Unix seconds; this looks like milliseconds')
    .optional(),
})

/** Wire requests → one verdict each. Gives the exit code: 1 where one would not be taken whole. */
export async function accept(words: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: { now: { type: 'string' } },
  })
  const input = oneInput('accept', positionals)
  const now = Math.floor(parseNow(values.now) / 1000)
  const { acceptors } = await import('crosswalk/destinations/acceptors')
  const out = lineWriter(process.stdout)
  let good = true
  for await (const read of readEvents(openInput(input))) {
    const checked = request.safeParse(read.ok ? read.event : undefined)
    const verdict: Verdict = checked.success
      ? judge({ now, ...(checked.data as AcceptRequest) }, acceptors)
      : unreadable(
          read.ok
            ? zodProblems(checked.error, 'EVENT_UNREADABLE', '', request, read.event)
            : [read.problem],
        )
    good &&= verdict.ok
    await out.write(verdict)
  }
  await out.flush()
  return good ? 0 : 1
}

function unreadable(problems: readonly { path: string; message: string }[]): Verdict {
  return {
    ok: false,
    destination: null,
    endpoint: null,
    problems: problems.map(({ path, message }) => ({
      rule: 'REQUEST',
      effect: 'http',
      path,
      message,
    })),
    warnings: [],
  }
}
