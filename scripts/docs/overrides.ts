import { overridesFile } from '../../src/mapping/overrides/format.js'
import { code, table } from './page.js'

/** Of the page on the mapping language. */
export const overridesSection = `## Overrides

A connection may change its destination's mapping for itself. \`overrides\` in its configuration hold the difference, in
the words of this page, with the version it was written against:

\`\`\`json
{
  "base": "amplitude@1.0.0",
  "tables": { "platform": { "ios": "iPhone" } },
  "parts": { "who": { "fields": { "device_id": "anonymousId" } } },
  "rules": {
    "track": { "emit": { "event": { "fields": { "plan": "user.company.plan", "ip": null } } } },
    "no tests": { "when": { "type": "track", "event": "Test" }, "skip": "filtered" },
    "page": null
  }
}
\`\`\`

${table(
  ['Key', 'Meaning'],
  Object.entries(overridesFile.shape).map(([name, { description = '' }]) => [
    code(name),
    description,
  ]),
)}

- Everything is named: rules by their names, actions as \`event\` – or \`event#0\`, \`event#1\`, … where a rule has several of
  it – and fields by the vendor's. \`null\` takes away; a name that is not there cannot be taken away, so that no slip passes.
- A field that is there is replaced, in its place; a new one comes last. Two objects of \`fields\` are merged name by
  name, and the cells of a \`list\` by number: \`{ "list": { "0": { "fields": { … } } } }\`. To replace an object whole, write it as
  \`{ "from": { "fields": … } }\`. A field that a used part brings is changed for this action alone; under \`parts\`, for all
  that use the part.
- The other keys of an object, an action or a rule (\`when\`, \`rest\`, \`needs\`, …) stand in place of the old.
- A rule that is added stands before all others, or \`before\` the one it names.
- They fit a mapping of the same major version (below 1.0.0, of the same minor one) that is not older. Otherwise, and
  where a name is gone or what is left no longer holds, the connection is refused with \`OVERRIDES_INVALID\`: the place, the
  nearest name, what to do. \`crosswalk diff\` shows what the new version changes.
- What comes out is a mapping like any other: all mistakes are told when the connection is prepared, secrets cannot be
  read, and it is run as data, never turned into source. Connections with the same overrides share it. Results and
  \`explain\` name it \`amplitude@1.0.0+overrides.1a2b3c4d\`.`
