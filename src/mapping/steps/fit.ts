import { z } from 'zod'
import { copy } from '../../event/copy.js'
import { Mend } from '../../event/mend.js'
import { isObject } from '../../event/values.js'
import { cutToBytes, cutToLength, utf8Length } from '../../utf8.js'
import { emptyList } from '../../young.js'
import { type Run, refuse, type Site, warn } from '../run.js'
import { count, onText, type StepDefinition } from './define.js'

const limits = z.strictObject({
  members: count.optional().describe('members of the object'),
  depth: count.optional().describe('levels below the object; deeper values are left out'),
  chars: count.optional().describe('length of each text'),
  bytes: count.optional().describe('UTF-8 bytes of each member; text is cut, the rest left out'),
  keyBytes: count.optional().describe('UTF-8 bytes of each name'),
})
type FitLimits = z.infer<typeof limits>

const cutTo = z.union(
  [count, z.strictObject({ bytes: count })],
  'takes a number of characters, or {"bytes": number}',
)
const characters = z.string().min(1).refine(isCharacterSet, 'not a set of characters, such as a-z_')

/** One class: a bracket that closes it would begin a regular expression of any kind, also one that never ends. */
function isCharacterSet(set: string): boolean {
  if (!/^(?:[^\]\\]|\\.)*$/su.test(set)) return false
  try {
    new RegExp(`[^${set}]`, 'u')
    return true
  } catch {
    return false
  }
}

function cutter(to: z.infer<typeof cutTo>) {
  return typeof to === 'number'
    ? (text: string) => cutToLength(text, to)
    : (text: string) => cutToBytes(text, to.bytes)
}

/** Trimmed; characters outside become `_`; leading ones that may not stand first are taken away. */
function cleaner(sets: string | readonly string[]) {
  const [first, all] = typeof sets === 'string' ? [sets, sets] : [sets[0] ?? '', sets[1] ?? '']
  const outside = new RegExp(`[^${all}]`, 'gu')
  const leading = new RegExp(`^[^${first}]+`, 'u')
  const clean = new RegExp(`^(?=[${first}])[${all}]+$`, 'u')
  return (text: string): string => {
    const bare = text.trim()
    return clean.test(bare) ? bare : bare.replace(outside, '_').replace(leading, '')
  }
}

export const fitSteps: Record<string, StepDefinition> = {
  cut: {
    kind: 'fit',
    about:
      'Text cut to a length, or to UTF-8 bytes; never inside a character; trailing blanks away.',
    takes: 'text',
    gives: 'text',
    argument: cutTo,
    make: ({ plain }) => {
      const cut = cutter(plain as z.infer<typeof cutTo>)
      const most =
        typeof plain === 'number'
          ? `${plain} characters`
          : `${(plain as { bytes: number }).bytes} bytes`
      return (value, run, site) => {
        if (typeof value !== 'string') return value
        const shorter = cut(value)
        if (shorter === value) return value
        warn(run, 'TEXT_CUT', site, `${site.source}: cut from length ${value.length} to ${most}`)
        return shorter.trimEnd()
      }
    },
    examples: [
      { as: { cut: 3 }, of: 'abc', gives: 'abc' },
      { as: { cut: 3 }, of: 'ab cd', gives: 'ab', warns: ['TEXT_CUT'] },
      { as: { cut: { bytes: 5 } }, of: 'ab😀', gives: 'ab', warns: ['TEXT_CUT'] },
    ],
  },
  clean: {
    kind: 'fit',
    about:
      'A name of allowed characters: trimmed, others become `_`, leading ones outside the first set away. One string stands for both sets.',
    takes: 'text',
    gives: 'text',
    argument: z.union(
      [characters, z.tuple([characters, characters])],
      'takes a set of characters such as a-z_, or two: those that may stand first, and all',
    ),
    make: ({ plain }) => {
      const clean = cleaner(plain as string)
      return onText((name, run, site) => {
        const cleaned = clean(name)
        if (cleaned === '') return refuse(run, site, 'no usable character is left')
        if (cleaned !== name) {
          warn(run, 'NAME_CHANGED', site, `${site.source}: ${quote(name)} became ${quote(cleaned)}`)
        }
        return cleaned
      })
    },
    examples: [
      { as: { clean: '0-9A-Za-z_' }, of: 'a.b', gives: 'a_b', warns: ['NAME_CHANGED'] },
      { as: { clean: ['A-Z', 'A-Z -'] }, of: '-A B', gives: 'A B', warns: ['NAME_CHANGED'] },
    ],
  },
  fit: {
    kind: 'fit',
    about:
      'Limits of an object: members beyond, values deeper and names longer are left out; text is cut; lists and objects over `bytes` as JSON are left out. `members`, `bytes` and `keyBytes` hold for its own members, `depth` and `chars` all the way down.',
    takes: 'object',
    gives: 'object',
    argument: limits,
    make:
      ({ plain }) =>
      (value, run, site) =>
        fitObject(value, plain as FitLimits, run, site),
    examples: [
      {
        as: { fit: { chars: 2, depth: 1 } },
        of: { a: 'abc', b: { c: 1 }, d: 1 },
        gives: { a: 'ab', d: 1 },
        warns: ['TEXT_CUT', 'VALUE_DROPPED'],
      },
      {
        as: { fit: { members: 1 } },
        of: { a: 1, b: 2 },
        gives: { a: 1 },
        warns: ['MEMBERS_DROPPED'],
      },
    ],
  },
}

/** A copy within the limits. */
function fitObject(value: unknown, most: FitLimits, run: Run, site: Site): unknown {
  if (!isObject(value)) return copy(value)
  const { depth = Infinity, members, keyBytes } = most
  return fitMembers(value, most, depth, { members, keyBytes }, run, site)
}

/** Limits of the members of one object, but not of those further inside. */
type OwnLimits = Pick<FitLimits, 'members' | 'keyBytes'>

const unlimited: OwnLimits = {}

/** Cloned at once and then mended, as most members can stay: to add them one by one takes longer. */
function fitMembers(
  object: Readonly<Record<string, unknown>>,
  most: FitLimits,
  levels: number,
  { members = Infinity, keyBytes = Infinity }: OwnLimits,
  run: Run,
  site: Site,
): Record<string, unknown> {
  const { chars = Infinity, bytes = Infinity } = most
  const result: Record<string, unknown> = { ...object }
  let room = members
  const beyond: string[] = []
  let mend: Mend | undefined
  for (const name in result) {
    const member = result[name]
    if (room === Infinity && name.length * 3 <= keyBytes && isFitting(member, chars, bytes)) {
      if (!name.isWellFormed()) mend ??= new Mend()
      continue
    }
    // What some other code made a member of every object.
    if (!Object.hasOwn(result, name)) continue
    const tooLong = name.length * 3 > keyBytes && utf8Length(name) > keyBytes
    if (tooLong) {
      const message = `a name of ${site.source} is longer than ${keyBytes} bytes; left out`
      warn(run, 'NAME_DROPPED', below(site, name), message)
    }
    const fitted = tooLong ? undefined : fitMember(member, name, most, levels, run, site)
    if (fitted === undefined || room === 0) {
      if (fitted !== undefined) beyond.push(name)
      mend ??= new Mend()
      mend.leaveOut(name)
      continue
    }
    room--
    if (!Object.is(fitted, member)) result[name] = fitted
    if (!name.isWellFormed()) mend ??= new Mend()
  }
  dropped(beyond, members, run, site)
  return mend === undefined ? result : mend.of(result)
}

/** Whether a member can be told to stay as it is. */
function isFitting(member: unknown, chars: number, bytes: number): boolean {
  switch (typeof member) {
    case 'string':
      return member.length <= chars && member.length * 3 <= bytes && member.isWellFormed()
    case 'number':
      return Number.isFinite(member) && !Object.is(member, -0)
    case 'boolean':
      return true
    default:
      return member === null
  }
}

/** A member within the limits: depth and length all the way down, bytes of the whole. */
function fitMember(
  value: unknown,
  name: string | number,
  most: FitLimits,
  levels: number,
  run: Run,
  above: Site,
): unknown {
  if (typeof value === 'string') return fitText(value.toWellFormed(), name, most, run, above)
  if (typeof value !== 'object' || value === null || value instanceof Date) return copy(value)
  const site = below(above, name)
  if (levels <= 1) return refuse(run, site, 'nested deeper than the vendor takes')
  const { bytes } = most
  const inside = bytes === undefined ? most : { ...most, bytes: undefined }
  const result = Array.isArray(value)
    ? fitList(value, inside, levels - 1, run, site)
    : fitMembers(value as Record<string, unknown>, inside, levels - 1, unlimited, run, site)
  if (bytes !== undefined && utf8Length(JSON.stringify(result)) > bytes) {
    return refuse(run, site, `more than ${bytes} bytes as JSON`)
  }
  return result
}

/** What JSON has no form for is null in a list, so that the others keep their places. */
function fitList(
  list: readonly unknown[],
  most: FitLimits,
  levels: number,
  run: Run,
  site: Site,
): unknown[] {
  const result = emptyList()
  list.forEach((element, index) => {
    const fitted = fitMember(element, index, most, levels, run, site)
    if (fitted !== undefined) result.push(fitted)
    else if (hasNoForm(element)) result.push(null)
  })
  return result
}

/** Of what gave nothing: whether it is no object that was refused, nor absent. */
function hasNoForm(element: unknown): boolean {
  return element !== undefined && (typeof element !== 'object' || element instanceof Date)
}

function fitText(
  text: string,
  name: string | number,
  { chars = Infinity, bytes = Infinity }: FitLimits,
  run: Run,
  above: Site,
): string {
  if (text.length <= chars && text.length * 3 <= bytes) return text
  const fitting = cutToBytes(cutToLength(text, chars), bytes)
  if (fitting !== text) {
    const site = below(above, name)
    const limit = bytes === Infinity ? `${chars} characters` : `${bytes} bytes`
    warn(run, 'TEXT_CUT', site, `${site.source}: cut from length ${text.length} to ${limit}`)
  }
  return fitting
}

/** One warning that names all members beyond the limit. */
export function dropped(
  names: readonly string[],
  most: number | undefined,
  run: Run,
  site: Site,
): void {
  if (names.length === 0) return
  const listed = names.slice(0, 20).map(quote).join(', ')
  const more = names.length > 20 ? ` and ${names.length - 20} more` : ''
  warn(run, 'MEMBERS_DROPPED', site, `only ${most} members are taken; left out: ${listed}${more}`)
}

/** The site of a member; told only when it is asked for, as most values need no message. */
export function below(above: Site, name: string | number): Site {
  return new Below(above, name)
}

class Below implements Site {
  constructor(above: Site, name: string | number) {
    this.#above = above
    this.#name = name
  }

  readonly #above: Site
  readonly #name: string | number

  get #step(): string {
    return typeof this.#name === 'number' ? `[${this.#name}]` : `.${cutToLength(this.#name, 60)}`
  }

  get target(): string {
    const { target } = this.#above
    return target === '' && typeof this.#name === 'string'
      ? this.#step.slice(1)
      : `${target}${this.#step}`
  }

  get source(): string {
    return `${this.#above.source}${this.#step}`
  }
}

/** A name for people: long ones are cut. */
export function quote(name: string): string {
  return name.length > 60 ? `"${cutToLength(name, 60)}…"` : `"${name}"`
}
