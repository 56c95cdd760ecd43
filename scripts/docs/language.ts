import type { z } from 'zod'
import { actionForm, mappingForm, nodeForms, outline } from '../../src/mapping/format.js'
import { roots } from '../../src/mapping/path.js'
import type { Example, StepDefinition } from '../../src/mapping/steps/define.js'
import { steps } from '../../src/mapping/steps/index.js'
import { warningCodes } from '../../src/result.js'
import { overridesSection } from './overrides.js'
import { code, type Page, table } from './page.js'

const kinds: Record<StepDefinition['kind'], string> = {
  convert:
    'A convert step that cannot use its value *refuses* it: the result is nothing, and the field warns `VALUE_DROPPED`.',
  choose: 'A choose step that does not apply gives nothing, silently; `explain` shows it.',
  normalise: 'A normalise step settles a spelling, silently.',
  fit: 'A fit step alters what the vendor would refuse or cut, and warns.',
  shape: 'A shape step works on objects and lists.',
}

export const languagePage: Page = {
  file: 'language.md',
  make: () => `# The mapping language

A mapping file says, for one vendor API, what an event becomes and where each field comes from. It is JSON, keyed by
the **vendor's** names in the order of the vendor's page, so that both can be held side by side. It is closed and
small: what it cannot say is code in the destination's module. \`mappings/mapping.schema.json\` gives completion in an
editor; \`mappings/*.json\` are whole files to learn from.

\`\`\`json
"_valueToSum": ["properties.revenue", "properties.value"],
"platform":    { "from": "context.device.type", "as": { "table": "platform" } },
"session_id":  { "from": "context.sessionId", "as": "epochMs" },
"event_type":  { "template": "Viewed {{name}} Screen", "when": { "type": "screen" } },
"action":      { "value": "identify" }
\`\`\`

## The file

${keys(mappingForm(outline))}

A file shares the tables and parts of those it includes, and of those that they include; one name twice is an error.

## Paths

\`root.name.name\`, own members only; \`__proto__\`, \`constructor\` and \`prototype\` do not parse. The roots are closed:
${roots.map(code).join(' ')}.

- \`properties\`, \`traits\`, \`context\` are the settled event (see [events](events.md)); \`sent\` is the event as it was
  sent. \`user\` is the person's traits, wherever they came.
- \`settings\` are the connection's, secrets excepted; \`options\` is the object that the event's \`integrations\` give
  this destination.
- \`item\` and \`index\` are the current element, from 0, inside \`each\`.
- \`out\` is a field written above, in the same object or one around it. A \`rest\` node belongs to the object it pours into.
- \`dedupeKey\` is that of the item being made: \`messageId\`, else a hash of the event; further items have \`:1\`, \`:2\` …
- \`name[]\` reads a list: \`properties.products[].sku\` is the list of the skus that are there.

**Nothing** is what is absent, \`null\`, \`""\`, \`NaN\`, infinite, and an object or list that a node has left empty. \`0\`,
\`false\` and every constant are something.

**Reading is typed.** A catalogued path yields its type or nothing: \`"$1,199.00"\` at \`properties.revenue\` reads as
1199, \`51203\` at \`context.app.build\` as \`"51203"\`, and \`"abc"\` as nothing, with \`VALUE_DROPPED\`. Converting is part
of reading, so files carry no \`"as": "number"\` for these. All other paths are read as they are. Values are copied; the
event is never shared or changed.

## Nodes

A **string** is a path. A **list** is alternatives. Otherwise an object with exactly one of these keys (\`use\` or
\`rest\` alone counts as \`fields\`):

${kindTable()}

and any of these:

${policyTable()}

The order is: \`when\` → source → steps → (empty is nothing) → \`default\` → \`required\`. Steps apply after the choice among
alternatives; an alternative's own steps belong to its trial:

\`\`\`json
{ "from": [{ "from": "event", "as": { "table": "eventName" } }, "event"], "as": { "cut": 40 } }
\`\`\`

A step never sees nothing: nothing ends the pipeline. What alternatives that were passed over refused is silent, unless
none gave anything. Refused and then replaced by a default warns \`VALUE_REPLACED\`.

## Conditions

\`{ path: test, … }\`; all must hold. A test is a scalar (equal, of the same type), a list (one of), \`{ "in": … }\` (listed
in a table, a list or a setting), \`{ "exists": true | false }\`, or \`{ "not": … }\` (holds too where nothing is there).
There is no *or*: write two rules, or alternatives with \`when\`.

## Objects

In a node of \`fields\`, and in an action:

${objectTable()}

1. \`use\`: the fields of these parts, in order; a part's own \`when\` goes with each. A name in \`fields\` replaces a used one.
2. \`fields\`, from top to bottom.
3. \`rest\`: an object whose members are poured in. Named fields win, whether filled or not; a member that is lost so,
   for the field is not filled from it nor says the same, warns \`NAME_CLASH\`. \`unread\` as its first step leaves out what fields were filled from, so that
   nothing is sent twice and nothing that was passed over or refused is lost.
4. \`max\`: what \`rest\` has beyond is left out, with one \`MEMBERS_DROPPED\`.
5. \`needs\`: at least one of these must be there, or the event fails.

## Rules and actions

\`\`\`json
{ "name": "install", "when": { "type": "track", "event": "Application Installed" }, "emit": [{ "action": "activity", "fields": { } }] }
{ "name": "screens off", "when": { "type": "screen", "settings.screenEvents": false }, "skip": "filtered" }
\`\`\`

The first rule whose \`when\` holds is taken; there is no falling through, also when it fails. Each action whose \`when\`
holds gives one payload, in order.

${keys(actionForm(outline), ['action', 'when', 'each'])}

No rule: the event is skipped as \`unsupported\` where no rule of the file can take this call type, else as \`no-rule\`;
nothing emitted: \`no-rule\`. A failed \`required\` or \`needs\` in any action fails the event with \`REQUIRED_MISSING\`, the
target path and the paths tried. A rule that nothing reaches, because one before it takes all that it would, is an
error when the file is loaded.

## Steps

Each example runs as a test. \`own.name\` is a function of the destination's own module, for what one vendor alone needs.

${Object.entries(kinds)
  .map(([kind, about]) => `### ${title(kind)}\n\n${about}\n\n${stepTable(kind)}`)
  .join('\n\n')}

## Warnings

\`{ code, path, message }\`; the path is the target, the message names the source, never a value. From the mapping come:

${table(
  ['Code', 'Meaning'],
  Object.entries(warningCodes).map(([name, meaning]) => [code(name), meaning]),
)}

${overridesSection}

## Mistakes

A mistake in the language is told when the file is loaded, never at an event, with the file, the JSON path and the nearest right
name. \`crosswalk check\` finds [more](checks.md): paths that no event has, fields that the vendor does not know, types that
cannot fit, rows that no case fills. \`crosswalk explain\` shows at one event
what each field was filled from and why another is not there.
`,
}

function keys(form: z.ZodObject, only?: readonly string[]): string {
  const rows = Object.entries(form.shape)
    .filter(([name]) => name !== '$schema' && (only?.includes(name) ?? true))
    .map(([name, member]) => [code(name), describe(member)])
  return table(['Key', 'Meaning'], rows)
}

function kindTable(): string {
  const rows = Object.entries(nodeForms(outline)).map(([kind, form]) => {
    const own = (form.shape as Record<string, z.ZodType>)[kind]
    return [code(kind), kind === 'fields' ? 'An object; see below.' : describe(own)]
  })
  return table(
    ['Key', 'Value'],
    [...rows, [code('part'), 'A named part; keys written beside it replace its own.']],
  )
}

function policyTable(): string {
  return keys(nodeForms(outline).from, ['when', 'as', 'default', 'required', 'warn', 'note'])
}

function objectTable(): string {
  return keys(nodeForms(outline).fields, ['use', 'fields', 'rest', 'max', 'needs'])
}

function describe(schema: z.core.$ZodType | undefined): string {
  const known = schema as (z.ZodType & { def: { innerType?: z.ZodType } }) | undefined
  if (known === undefined) return ''
  return known.description ?? (known.def.innerType ? describe(known.def.innerType) : '')
}

function stepTable(kind: string): string {
  const rows = Object.entries(steps)
    .filter(([, step]) => step.kind === kind)
    .map(([name, { about, examples }]) => [code(name), about, examples.map(example).join('<br>')])
  return table(['Step', 'What it does', 'For example'], rows)
}

function example({ as, of, gives, warns = [] }: Example): string {
  const step = typeof as === 'string' ? as : JSON.stringify(as)
  const warned = warns.length === 0 ? '' : `, ${warns.join(', ')}`
  const text = `${step}: ${JSON.stringify(of)} → ${gives === undefined ? 'nothing' : JSON.stringify(gives)}`
  return `${code(text)}${warned}`
}

function title(word: string): string {
  return `${word[0]?.toUpperCase()}${word.slice(1)}`
}
