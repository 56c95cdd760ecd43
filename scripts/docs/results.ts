import { errorCodes } from '../../src/errors.js'
import { skipReasons, warningCodes } from '../../src/result.js'
import { code, type Page, table } from './page.js'

const act = {
  event: 'who sends the event',
  settings: 'who configures the connection',
  mapping: 'who writes the mapping',
  destination: 'who writes the module',
  vendor: 'the vendor, or nobody',
} as const

export const resultsPage: Page = {
  file: 'results.md',
  make: () => `# Results

Every event has exactly one result at every connection: \`mapped\` with items and warnings, \`skipped\` with a reason,
or \`failed\` with an error. All three lists are closed. Messages tell path, type and length, never a value.

## Skipped: \`reason\`

${table(
  ['Reason', 'Meaning'],
  Object.entries(skipReasons).map(([name, meaning]) => [code(name), meaning]),
)}

## Mapped: \`warnings\`

Every alteration that was made to fit the vendor. The path names the event's member before the mapping, the vendor's
field from there on.

${table(
  ['Code', 'Meaning'],
  Object.entries(warningCodes).map(([name, meaning]) => [code(name), meaning]),
)}

## Failed, rejected, expired, pending, blocked: \`error.code\`

${table(
  ['Code', 'Meaning', 'Who must act', 'The same work may succeed later'],
  Object.entries(errorCodes).map(([name, { means, act: who, retryable }]) => [
    code(name),
    means,
    act[who],
    retryable ? 'yes' : 'no',
  ]),
)}
`,
}
