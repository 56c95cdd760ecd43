import { own } from '../read.js'
import { ofFirst, type Params, type Session, type Writing } from './params.js'
import { parameterAt } from './texts.js'

/** Name and category of a page or screen have parameters of their own. */
export const titles: ReadonlySet<string> = new Set(['name', 'category'])

/** What tells who is in a group, or reaches it. */
export const personalOfGroup: ReadonlySet<string> = new Set([
  'id',
  'email',
  'phone',
  'address',
  'avatar',
])

export function screenParams(session: Session, { event, told }: Writing): Params {
  return {
    session_id: session.session_id,
    engagement_time_msec: session.engagement_time_msec,
    debug_mode: session.debug_mode,
    screen_class: parameterAt(event.category, told, 'events[0].params.screen_class', 'category'),
    screen_name: parameterAt(event.name, told, 'events[0].params.screen_name', 'name'),
  }
}

export function pageParams(session: Session, writing: Writing): Params {
  const { event, properties } = writing
  const page = own(event.context, 'page')
  const inProperties = (property: string) => ({
    value: own(properties, property),
    from: `properties.${property}`,
    property,
  })
  const inPage = (name: string) => ({ value: own(page, name), from: `context.page.${name}` })
  return {
    session_id: session.session_id,
    engagement_time_msec: session.engagement_time_msec,
    debug_mode: session.debug_mode,
    page_location: ofFirst(writing, [inProperties('url'), inPage('url')], 'page_location'),
    page_referrer: ofFirst(
      writing,
      [inProperties('referrer'), inPage('referrer')],
      'page_referrer',
    ),
    page_title: ofFirst(
      writing,
      [inProperties('title'), { value: event.name, from: 'name' }, inPage('title')],
      'page_title',
    ),
  }
}

/** Undefined without the id of the group. */
export function groupParams(session: Session, { event, told }: Writing): Params | undefined {
  const id = parameterAt(event.groupId, told, 'events[0].params.group_id', 'groupId')
  return id === undefined
    ? undefined
    : {
        session_id: session.session_id,
        engagement_time_msec: session.engagement_time_msec,
        debug_mode: session.debug_mode,
        group_id: id,
      }
}
