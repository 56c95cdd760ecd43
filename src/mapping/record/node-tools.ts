import isEqual from 'lodash/isEqual.js'
import { isNothing } from '../../event/nothing.js'
import { isObject } from '../../event/values.js'
import type { Path } from '../ast.js'
import { UNMET } from '../compiling.js'
import type { OwnFunction } from '../own-step.js'
import { pipeline } from '../pipeline.js'
import { reader } from '../read.js'
import type { Run, Site } from '../run.js'
import { sourceName } from '../source-name.js'
import { plain, type Tools } from '../tools.js'
import { unmet } from '../words.js'
import { type Draft, follow, isSame, membersOf } from './draft.js'
import { absence, sourceOf } from './source.js'
import type { State } from './state.js'

/** Which paths a field tried, and what its steps did. */
export function nodeTools(
  state: State,
  functions: Readonly<Record<string, OwnFunction>>,
): Pick<Tools, 'node' | 'value' | 'read' | 'step'> {
  const untraced = { tools: plain, functions, asked: new Set<string>() }
  return {
    node(node, write) {
      const why = unmet(node.when)
      const conditions = node.when.map(({ path }) => path.text)
      return (run) => {
        const { draft } = state
        if (draft === undefined) return write(run)
        const reason = why(run)
        const { source } = draft
        const marks = { steps: draft.steps.length, read: draft.read.length }
        const mark = state.fields.length
        draft.gave = false
        const value = write(run)
        if (value !== undefined && value !== UNMET) {
          for (const path of conditions) draft.read.push(path)
          if (!draft.gave) {
            draft.source = 'default'
            state.cut(mark)
          }
          return value
        }
        draft.steps.length = marks.steps
        draft.read.length = marks.read
        draft.source = source
        for (const path of conditions) draft.read.push(path)
        // What an alternative wrote before it gave up is not sent.
        for (const { missed } of state.cut(mark)) for (const one of missed) draft.missed.push(one)
        if (reason !== undefined && node === draft.node) draft.why = reason
        else if (reason !== undefined) {
          draft.missed.push({ path: sourceName(node.source) || 'constant', why: reason })
        }
        return value
      }
    },

    value(node, write) {
      return (run) => {
        const value = write(run)
        if (value !== undefined && !isEqual(value, node.default)) state.filled.add(node.place)
        const { draft } = state
        if (draft === undefined) return value
        draft.gave = value !== undefined
        const told = sourceOf(node.source, run)
        if (value === undefined) draft.missed.push(...(told?.missed ?? []))
        else if (told !== undefined) {
          draft.source = told.source
          draft.read.push(...told.read)
        }
        return value
      }
    },

    read(path, read) {
      const raw = reader(path)
      return (run, site) => {
        const value = read(run, site)
        const { whole, shown } = absolute(path, run, state)
        if (value === undefined) {
          state.draft?.missed.push({ path: shown, why: absence(raw(run), path) })
          return value
        }
        state.lastRead = whole
        state.reading?.read.push(whole)
        const { draft } = state
        if (draft !== undefined) {
          draft.source = shown
          draft.members = isObject(value) ? membersOf(value) : undefined
        }
        return value
      }
    },

    step(step, work) {
      const isEach = step.name === 'each'
      const rename =
        step.name === 'keys' && step.argument.kind === 'steps'
          ? pipeline(step.argument.steps, untraced)
          : undefined
      return (value, run, site) => {
        const { draft } = state
        if (isEach) enter(state)
        const warned = run.warnings.length
        const result =
          draft === undefined
            ? work(value, run, site)
            : state.unwatched(() => work(value, run, site))
        if (isEach) state.lists.pop()
        if (draft === undefined) return result
        draft.steps.push({ step: step.text, changed: !isSame(value, result) })
        if (isNothing(result)) {
          const why = refusal(run, warned, site) ?? `${step.text} gives nothing`
          draft.missed.push({ path: draft.source ?? site.source, why })
          draft.source = null
          draft.members = undefined
        } else if (draft.members !== undefined) {
          const settle = (name: string) =>
            rename === undefined ? name : rename(name, { ...run, warnings: [] }, site)
          const before = draft.members
          draft.members = follow(draft, step, value, result, settle)
          if (!chosen.has(step.name)) refused(before, draft, state)
        }
        return result
      }
    },
  }
}

/** Steps that choose members; what others leave out they have read and could not use. */
const chosen = new Set(['pick', 'omit', 'unread', 'compact'])

function refused(before: Draft['members'], { members, source }: Draft, state: State): void {
  const left = new Set([...(members?.values() ?? [])].map(({ from }) => from))
  for (const { from } of before?.values() ?? []) {
    if (from !== undefined && !left.has(from)) state.decided.push(`${source}.${from}`)
  }
}

/** A path from the event's root, where it begins at the element of a list: `whole` for all elements, `shown` for this one. */
function absolute(path: Path, run: Run, { lists }: State): { whole: string; shown: string } {
  const list = path.root === 'item' ? lists.at(-1) : undefined
  if (list === undefined) return { whole: path.text, shown: path.text }
  const below = path.text.slice('item'.length)
  const whole = `${list.path}[]${below}`
  return { whole, shown: list.places ? `${list.path}[${run.index}]${below}` : whole }
}

/** The list that `each` goes through: its elements' members are read one by one, not the list as a whole. */
function enter(state: State): void {
  const path = state.lastRead
  const read = state.reading?.read
  if (read?.at(-1) === path) read.pop()
  state.lists.push({ path, places: false })
}

/** What a step said when it refused its value. */
function refusal({ warnings }: Run, since: number, { source }: Site): string | undefined {
  const told = warnings.slice(since).findLast(({ code }) => code === 'VALUE_DROPPED')
  return told?.message.replace(`${source}: `, '').replace(/; left out$/, '')
}
