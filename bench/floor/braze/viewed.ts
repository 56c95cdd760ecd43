import { put } from '../../../src/event/values.js'
import { own, text, textOr } from '../read-or-tell.js'
import { tellClash } from './attributes-rest.js'
import { tellBeyond } from './fitted.js'
import { bitOf, bits, type Mapping } from './mapping.js'
import { MOST_MEMBERS, membersLeft } from './members.js'
import { filledIn } from './template.js'
import { fitting } from './text.js'

const AT = 'events.properties'

/** What the view of a screen or page is called. */
export function viewName({ event, settings }: Mapping): string {
  const isPage = event.type === 'page'
  const kind = isPage ? 'Page' : 'Screen'
  const template = isPage ? settings.pageName : settings.screenName
  const named = typeof template === 'string' ? filledIn(template, event)?.trim() : undefined
  if (named !== undefined && named !== '') return named
  const title =
    text(event.name) ??
    text(event.category) ??
    (isPage ? text(own(own(event.context, 'page'), 'path')) : undefined)
  return title === undefined ? `Viewed ${kind}` : `Viewed ${title} ${kind}`
}

/** Its properties; undefined where there are none. */
export function viewProperties(mapping: Mapping): Record<string, unknown> | undefined {
  const { event, properties, warnings } = mapping
  const fields: Record<string, unknown> = {
    name: titleOf(mapping, event.name, 'name'),
    category: titleOf(mapping, event.category, 'category'),
  }
  if (event.type === 'page') {
    const page = own(event.context, 'page')
    for (const name of pageMembers) fields[name] = pageTextOf(mapping, page, name)
  }
  const rest = membersLeft(properties, mapping.taken, warnings, AT, 'properties')
  if (rest !== undefined) pour(mapping, rest, fields)
  for (const name of Object.keys(fields)) if (fields[name] !== undefined) return fields
  return undefined
}

const pageMembers = ['path', 'referrer', 'search', 'title', 'url'] as const

function titleOf({ warnings }: Mapping, value: string | undefined, name: string) {
  return value === undefined
    ? undefined
    : fitting(value.toWellFormed().trim(), warnings, `${AT}.${name}`, name, false)
}

function pageTextOf(
  mapping: Mapping,
  page: unknown,
  name: (typeof pageMembers)[number],
): string | undefined {
  const { properties, warnings } = mapping
  const mark = warnings.length
  const path = `${AT}.${name}`
  let bit = bitOf(name)
  let found = textOr(own(properties, name), warnings, path, `properties.${name}`)
  if (found === undefined) {
    const before = warnings.length
    bit = 0
    found = textOr(own(page, name), warnings, path, `context.page.${name}`)
    if (found === undefined) return undefined
    warnings.splice(mark, before - mark)
  }
  const sources = `properties.${name}, context.page.${name}`
  const fits = fitting(found.trim(), warnings, path, sources, false)
  if (fits !== undefined) mapping.taken |= bit
  return fits
}

function pour(
  mapping: Mapping,
  rest: Readonly<Record<string, unknown>>,
  fields: Record<string, unknown>,
): void {
  let room = MOST_MEMBERS
  const named = new Set(Object.keys(fields))
  for (const name of named) if (fields[name] !== undefined) room--
  const beyond: string[] = []
  for (const name of Object.keys(rest)) {
    if (named.has(name)) {
      const isTaken = (mapping.taken & (bits.get(name) ?? 0)) !== 0
      if (!isTaken && fields[name] !== rest[name]) tellClash(mapping, AT, name)
    } else if (room-- > 0) put(fields, name, rest[name])
    else beyond.push(name)
  }
  tellBeyond(beyond, MOST_MEMBERS, mapping.warnings, AT)
}
