import groupBy from 'lodash/groupBy.js'
import type { Json } from '../../result.js'
import type { Entry } from './state.js'

/** What became of one field of the vendor's. */
export interface FieldTrace {
  /** `<action>#<n>`; the action alone where it made no item. */
  item: string
  /** Empty for an action that made no item. */
  target: string
  /** Left out where nothing was written. */
  value?: Json
  /** The path it was filled from, `constant`, `default`, or null. */
  source: string | null
  /** What was tried before, and why that gave nothing. */
  missed: { path: string; why: string }[]
  steps: { step: string; changed: boolean }[]
  /** Why there is no value. */
  why?: string
  /** What the mapping file says of the field. */
  note?: string
}

/** Every decision of one run of a mapping. */
export interface Recording {
  rejectedRules: { rule: string; why: string }[]
  fields: FieldTrace[]
  /** Source paths that fields were filled from; all below them counts. */
  read: Set<string>
  /** Places in the mapping file whose node gave a value of its own, not its default. */
  filled: Set<string>
}

/** A field or an action that gave nothing. */
export function absent(item: string, target: string, why: string): Entry {
  return { item, target, source: null, missed: [], steps: [], why, read: [] }
}

/** What was tried, in words: `properties.revenue, properties.value: not there`. */
export function missedText(missed: FieldTrace['missed']): string {
  return Object.entries(groupBy(missed, 'why'))
    .map(([why, those]) => `${those.map(({ path }) => path).join(', ')}: ${why}`)
    .join('; ')
}
