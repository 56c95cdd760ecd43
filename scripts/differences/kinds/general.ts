import type { Difference } from '../compare.js'
import { LATER } from '../ours.js'
import { type Kind, sent, under } from './kind.js'

/** Kinds that every destination may have. */
export const general: readonly Kind[] = [
  { id: 'own-mappings', relation: 'not compared', fields: /^mapping$/ },
  {
    id: 'times-that-are-missing-or-no-iso-date',
    fields: /: (device\.last_used|event_time|time|timestamp)$/,
    test: (one) =>
      one.ours === LATER ||
      one.ours === LATER / 1000 ||
      /^\d{10}$/.test(String(sent(one, 'timestamp'))),
  },
  {
    id: 'one-spelling-for-catalogued-properties',
    fields: /: (event_properties\.\*|attributes\.\*)$/,
    test: (one) =>
      one.relation === 'only theirs'
        ? under('productId')(one)
        : under('product_id')(one) && isRespelled(one),
  },
  {
    id: 'version-and-build-of-lifecycle-events',
    relation: 'only ours',
    fields: /: (event_properties\.\*|attributes\.\*|custom_events\.(version|build))$/,
    test: under('version', 'build', 'previous_version', 'previous_build'),
  },
]

function isRespelled({ ours, recorded }: Difference): boolean {
  return JSON.stringify(recorded.input).includes(`"productId":${JSON.stringify(ours)}`)
}
