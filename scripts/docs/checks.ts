import { fileChecks, ruleChecks } from '../../src/check/index.js'
import { code, type Page, table } from './page.js'

export const checksPage: Page = {
  file: 'checks.md',
  make: () => `# What check finds

\`crosswalk check [--json] [--strict] [FILE]…\` reads mapping files, all shipped ones if none is named, and tells what is
wrong in them before any test runs: file, line, JSON path, and the nearest right name.

    mappings/acme-analytics.json:17 rules[0].emit[0].fields.device_id: error: the canonical event has no "context.devcie.id" (did you mean "context.device.id"?)  [sources]

An *error* is to be mended: the exit code is 1. A *warning* is to be looked at, and may be right: an app has properties of
its own. With \`--strict\` warnings fail, too. \`--json\` gives a line of JSON for each:
\`{"check","severity","file","path","line","message"}\`; \`line\` is null where the file has no such place.

Cases and snapshots are found where a file lies in \`mappings/\` beside \`test/\`. A file that does not keep to the language
is checked by ${fileChecks.map(({ name }) => code(name)).join(', ')} alone.

${table(
  ['Check', 'Finds', 'As'],
  [...fileChecks, ...ruleChecks].map(({ name, description, severity }) => [
    code(name),
    description,
    severity,
  ]),
)}

What a check cannot see, the contract suite proves: it holds every request of generated events against the vendor's rules.
`,
}
