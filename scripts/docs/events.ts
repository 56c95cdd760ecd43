import { z } from 'zod'
import { context } from '../../src/event/catalogue/context.js'
import { product } from '../../src/event/catalogue/product.js'
import {
  isListShape,
  type MemberShapes,
  type Shape,
  typedPaths,
} from '../../src/event/catalogue/shape.js'
import { groupTraits, userTraits } from '../../src/event/catalogue/traits.js'
import { type CataloguedEvent, catalogue } from '../../src/event/catalogue.js'
import { DEFAULT_WINDOW_MS } from '../../src/event/doubles.js'
import { changeRules } from '../../src/event/rules.js'
import { callSchemas } from '../../src/event/schema.js'
import { code, type Page, table } from './page.js'

const kinds = {
  lifecycle: 'Lifecycle of the app',
  campaign: 'Campaigns',
  ecommerce: 'Ecommerce',
} as const

export const eventsPage: Page = {
  file: 'events.md',
  make: () => `# Events

What comes in: one message of [Segment's spec](https://segment.com/docs/connections/spec/), or of the
dialects that RudderStack's and Customer.io's SDKs speak. Its raw spellings are settled once, before any
destination sees it; the event as it was sent stays beside it, unchanged, for what is passed through.

## Calls

${calls()}

## Context

${types(context, 'context')}

## Traits

Of a person: \`traits\` of identify, else \`context.traits\`. Read as \`user\`. In an address,
\`zip\` and \`zipcode\` are its \`postalCode\`.

${types(userTraits, 'user')}

Of a group: \`traits\` of group.

${types(groupTraits, 'traits')}

## Catalogued events

These have a meaning of their own and travel under these names everywhere. Any other name is the app's own and
passes as it was sent, with its properties.

${Object.entries(kinds)
  .map(([kind, title]) => `### ${title}\n\n${events(kind)}`)
  .join('\n\n')}

### Product

The members of a product, in a list of products and in events of one product. An older \`id\` is its \`product_id\`
in a list of products, and in Product Clicked, Viewed, Added and Removed.

${types(product, '')}

## Names

A catalogued event is recognised in any case, with blanks, \`_\` and \`-\` anywhere or nowhere
(\`order_completed\`, \`ORDER-COMPLETED\`, \`orderCompleted\`), in either order of words (\`Completed Order\`,
\`Added Product to Wishlist\`), and with \`App\` for \`Application\`. Further names:

${otherNames()}

An app's own \`aliases\` win over all of this. An alias may be written, and may name its event, in any spelling. It
is followed one step only: with \`A → B\` and \`B → C\`, an event \`A\` is \`B\`.

## What is settled

Each change is on record under one of these names; \`explain\` shows them. What is neither catalogued nor
listed here stays as it was sent.

${table(
  ['Rule', 'What it does'],
  Object.entries(changeRules).map(([rule, about]) => [rule, about]),
)}

## Doubles

\`dedupe(events, { windowMs, aliases })\` tells which events of a list are doubles of an earlier one; hand what it
says to \`router.map\` as \`duplicate\`. On the command line the configuration key \`"dedupe": { "windowMs": ${DEFAULT_WINDOW_MS} }\`
does this for \`map\` and \`send\`. Two events are one when

- they have the same \`messageId\`, call type and event name, however far apart; or
- they are the same event of those marked *automatic* above, of the same person (\`anonymousId\`, else
  \`context.device.id\`, else \`userId\`), at most \`windowMs\` milliseconds apart (default ${DEFAULT_WINDOW_MS}), and no catalogued
  property that both have differs: a cold start and one from the background are two. ${identities()}

It cannot tell two real acts of one kind within the window apart when nothing in them differs, it needs the same
id of the person on both, and it does not remember earlier calls. The command line's memory is bounded: of
endless input it forgets the oldest.
`,
}

function calls(): string {
  const shapes = [...callSchemas.values()].map(({ shape }) => shape)
  const shared = (name: string) => shapes.every((shape) => Object.hasOwn(shape, name))
  const rows = (shape: z.ZodRawShape, wanted: (name: string) => boolean) =>
    Object.entries(shape)
      .filter(([name]) => name !== 'type' && wanted(name))
      .map(([name, member]) => [code(name), z.globalRegistry.get(member)?.description ?? ''])
  const own = [...callSchemas].map(([type, { shape, description }]) => {
    const members = rows(shape, (name) => !shared(name))
    return `### ${type}\n\n${description}\n\n${table(['Member', 'Value'], members)}`
  })
  const common = table(['Member', 'Value'], rows(shapes[0] ?? {}, shared))
  return `\`type\` names the call; it is required.\n\n${own.join('\n\n')}\n\n### Every call\n\n${common}`
}

function types(members: MemberShapes, under: string): string {
  return table(
    ['Path', 'Type'],
    [...typedPaths(members, under)].map(([path, type]) => [code(path), type]),
  )
}

function events(kind: string): string {
  const rows = [...catalogue.values()]
    .filter((event) => event.kind === kind)
    .map((event) => [
      `**${event.name}**${event.automatic ? ' (automatic)' : ''}`,
      event.about,
      properties(event),
    ])
  return table(['Event', 'Meaning', 'Properties'], rows)
}

function properties({ properties: members }: CataloguedEvent): string {
  const whole = isProduct(members)
  const list = Object.entries(members)
    .filter(([name]) => !whole || !Object.hasOwn(product, name))
    .flatMap(([name, shape]) =>
      isListShape(shape) && isProduct(shape[0])
        ? [`${code(name)} list of products`]
        : [...typedPaths({ [name]: shape })].map(([path, type]) => `${code(path)} ${type}`),
    )
  return [...(whole ? ['those of a product'] : []), ...list].join(', ') || 'none'
}

function isProduct(shape: Shape): boolean {
  return Object.keys(product).every(
    (name) => typeof shape === 'object' && Object.hasOwn(shape, name),
  )
}

function otherNames(): string {
  return table(
    ['Also', 'Event'],
    [...catalogue.values()].flatMap(({ name, also = [] }) => also.map((other) => [other, name])),
  )
}

function identities(): string {
  return [...catalogue.values()]
    .flatMap(({ name, identity }) =>
      identity === undefined
        ? []
        : [`${name} counts too, when both have the same ${code(identity)}.`],
    )
    .join(' ')
}
