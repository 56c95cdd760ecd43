import get from 'lodash/get.js'
import { wasRefused } from '../recorded.js'
import { isClassic, kindsOf, sent, under } from './kind.js'

const onlyTheirs = { relation: 'only theirs' } as const
const onlyOurs = { relation: 'only ours' } as const

export const customerio = kindsOf('customerio', [
  { id: 'one-batch-for-all-calls', fields: /^request: to$/ },
  { id: 'event-ids-are-ulids', fields: /^person (event|page|screen): id$/ },
  {
    id: 'anonymous-id-on-events-and-objects',
    ...onlyTheirs,
    fields: /^(person (event|page|screen)|object \w+): attributes\.\*$/,
    test: under('anonymous_id'),
  },
  { id: 'ids-with-odd-characters', relation: 'differs', fields: /: identifiers\.id$/ },
  {
    id: 'dates-of-people-and-devices',
    relation: 'differs',
    fields: /^person (identify: attributes\.\*|add_device: device\.last_used)$/,
    test: ({ recorded }) => recorded.overrides?.convert_timestamp === false,
  },
  {
    id: 'created-at',
    fields: /^person identify: attributes\.\*$/,
    test: under('created_at', 'created'),
  },
  {
    id: 'dates-in-lists',
    relation: 'differs',
    fields: /: attributes\.\*$/,
    test: ({ path }) => /\/\d+$/.test(path),
  },
  { id: 'long-event-names', relation: 'differs', fields: /^person event: name$/ },
  { id: 'the-name-of-a-page', relation: 'differs', fields: /^person page: name$/ },
  {
    id: 'views-without-a-name',
    ...onlyOurs,
    fields: /^person (page|screen)$/,
    test: ({ recorded }) => wasRefused(recorded),
  },
  {
    id: 'attributes-of-a-page',
    fields: /^person page: attributes\.\*$/,
    test: under('category', 'name', 'path', 'referrer', 'search', 'title', 'url'),
  },
  {
    id: 'lifecycle-events-stay-events',
    ...onlyOurs,
    fields: /^person event$/,
    test: ({ recorded }) => /Device$/.test(String(recorded.action)),
  },
  {
    id: 'only-track-calls-make-devices',
    fields: /^person (add_device|screen)$/,
    test: (one) => sent(one, 'type') === 'screen' && !wasRefused(one.recorded) && !isClassic(one),
  },
  { id: 'a-device-with-more-calls', ...onlyOurs, fields: /^person add_device$/ },
  { id: 'attributes-of-a-device', fields: /^person add_device: device\.attributes\.\*$/ },
  {
    id: 'time-zone-of-a-person',
    ...onlyOurs,
    fields: /^person identify: attributes\.\*$/,
    test: under('timezone'),
  },
  {
    id: 'objects-named-by-identify',
    ...onlyTheirs,
    fields: /^person identify: attributes\.\*$/,
    test: under('objectId'),
  },
  {
    id: 'objects-named-by-identify',
    fields: /^person identify: cio_relationships\[\]\.relationship_attributes\.\*$/,
    test: ({ theirs, ours }) => Date.parse(String(theirs)) / 1000 === ours,
  },
  {
    id: 'e-mail-addresses-and-phone-numbers',
    ...onlyTheirs,
    fields: /^person identify: attributes\.\*$/,
    test: under('email', 'phone'),
  },
  {
    id: 'the-id-as-an-attribute',
    ...onlyTheirs,
    fields: /^person identify: attributes\.\*$/,
    test: under('id'),
  },
  {
    id: 'the-last-visit',
    ...onlyTheirs,
    fields: /^person identify$/,
    test: ({ theirs }) => get(theirs, 'attributes._last_visit') !== undefined,
  },
  {
    id: 'people-who-are-not-known-yet',
    ...onlyTheirs,
    fields: /^person identify$/,
    test: ({ theirs }) => get(theirs, 'identifiers.anonymous_id') !== undefined,
  },
  {
    id: 'group-traits-become-attributes',
    ...onlyOurs,
    fields: /^object identify: attributes\.\*$/,
  },
  { id: 'group-traits-become-attributes', ...onlyTheirs, fields: /^object identify: created_at$/ },
  { id: 'groups-are-objects', fields: /^(person|object) identify$/, test: isClassic },
  { id: 'types-of-objects-are-numbers', ...onlyTheirs, fields: /^object delete/ },
  { id: 'delivery-reports', fields: /^(metric|delivery event)$/ },
  { id: 'content-reports', ...onlyTheirs, fields: /^person (viewed|clicked)_content$/ },
  { id: 'screens-are-screens', fields: /^person (event|screen)$/, test: isClassic },
  { id: 'identify-carries-its-time', ...onlyOurs, fields: /^person identify: timestamp$/ },
])
