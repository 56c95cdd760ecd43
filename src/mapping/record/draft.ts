import isEqual from 'lodash/isEqual.js'
import uniq from 'lodash/uniq.js'
import { copy } from '../../event/copy.js'
import { isObject, own } from '../../event/values.js'
import type { Json } from '../../result.js'
import type { Node, Step } from '../ast.js'
import type { FieldTrace } from './recording.js'
import type { Entry } from './state.js'

/** A field that is being written. */
export interface Draft {
  node: Node
  source: string | null
  missed: FieldTrace['missed']
  steps: FieldTrace['steps']
  why: string | undefined
  read: string[]
  /** Whether the node had a value of its own. */
  gave: boolean
  /** Where an object was read: its members by the names that they have by now. */
  members: Map<string, Member> | undefined
}

interface Member {
  /** Its name in what was read; none where a step made it. */
  from: string | undefined
  steps: FieldTrace['steps']
}

export function begin(node: Node): Draft {
  return {
    node,
    source: null,
    missed: [],
    steps: [],
    why: undefined,
    read: [],
    gave: false,
    members: undefined,
  }
}

export function membersOf(value: object): Map<string, Member> {
  return new Map(Object.keys(value).map((name) => [name.toWellFormed(), { from: name, steps: [] }]))
}

/** The members after a step: renamed, changed, made by it, or gone. */
export function follow(
  { members, steps: taken }: Draft,
  step: Step,
  before: unknown,
  after: unknown,
  settle: (name: string) => unknown,
): Map<string, Member> | undefined {
  if (members === undefined || !isObject(after)) return undefined
  const followed = new Map<string, Member>()
  const settled = [...members].map(([name, member]) => ({ name, member, now: settle(name) }))
  // A member that had its name from the start keeps it against one that comes to it.
  const kept = settled.filter(({ name, now }) => name === now)
  for (const { name, member, now } of [...kept, ...settled]) {
    if (typeof now !== 'string' || !Object.hasOwn(after, now) || followed.has(now)) continue
    // As JSON: what has no form in it was never sent.
    const changed = now !== name || !isEqual(copy(own(before, name)), copy(after[now]))
    const steps = changed ? [...member.steps, { step: step.text, changed }] : member.steps
    followed.set(now, { from: member.from, steps })
  }
  for (const name of Object.keys(after)) {
    if (!followed.has(name)) followed.set(name, { from: undefined, steps: [...taken] })
  }
  return followed
}

/** The record of a finished field: of an object that was passed on, one for each member. */
export function entries(draft: Draft, target: string, value: unknown): Entry[] {
  if (draft.members !== undefined && isObject(value)) {
    return Object.entries(value).map(([name, member]) =>
      memberEntry(draft, `${target}.${name}`, name, member),
    )
  }
  const { source, missed, steps, read } = draft
  const told = { item: '', target, value: copy(value) as Json, source, read, missed, steps }
  return [{ ...told, ...noteOf(draft) }]
}

/** What the mapping file says of a field, for its record. */
export function noteOf({ node: { note } }: Draft): { note?: string } {
  return note === undefined ? {} : { note }
}

export function memberEntry(draft: Draft, target: string, name: string, value: unknown): Entry {
  const member = draft.members?.get(name)
  const source = member?.from === undefined ? draft.source : `${draft.source}.${member.from}`
  // The path of the whole object stands among what was read; of it, this member alone is told.
  const conditions = draft.read.filter((path) => path !== draft.source)
  return {
    item: '',
    target,
    value: copy(value) as Json,
    source,
    read: source === null ? conditions : [source, ...conditions],
    missed: [],
    steps: member?.steps ?? draft.steps,
  }
}

/** A draft that was written by fields of its own, told as one: its steps changed what they wrote. */
export function collapsed(draft: Draft, inside: readonly Entry[]): Draft {
  const sources = uniq(inside.flatMap(({ source }) => source ?? []))
  return {
    ...draft,
    source: sources.length === 0 ? null : sources.join(', '),
    read: [...draft.read, ...inside.flatMap(({ read }) => read)],
    members: undefined,
  }
}
