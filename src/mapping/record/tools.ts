import isEqual from 'lodash/isEqual.js'
import { isNothing } from '../../event/nothing.js'
import { isObject, isScalar } from '../../event/values.js'
import { UNMET } from '../compiling.js'
import type { OwnFunction } from '../own-step.js'
import { pipeline } from '../pipeline.js'
import { reader } from '../read.js'
import { placeOf } from '../run.js'
import { sourceName } from '../source-name.js'
import { plain, type Tools } from '../tools.js'
import { unmet } from '../words.js'
import { begin, type Draft, entries, follow, memberEntry, membersOf, noteOf } from './draft.js'
import { absent, missedText } from './recording.js'
import { absence, sourceOf } from './source.js'
import type { Entry, State } from './state.js'

export function recordingTools(
  state: State,
  functions: Readonly<Record<string, OwnFunction>>,
): Tools {
  const fields = (): Entry[] => state.recording.fields
  const untraced = { tools: plain, functions, asked: new Set<string>() }

  return {
    rule(rule, matches) {
      const why = unmet(rule.when)
      return (run) => {
        const taken = matches(run)
        if (!taken) {
          state.recording.rejectedRules.push({ rule: rule.name, why: why(run) ?? '' })
        }
        return taken
      }
    },

    action(action, matches) {
      const why = unmet(action.when)
      return (run) => {
        const made = matches(run)
        if (!made) fields().push(absent(action.action, '', why(run) ?? ''))
        return made
      }
    },

    payload(action, write) {
      return (run) => {
        const mark = fields().length
        const number = run.count
        if (action.each !== undefined) state.lists.push(action.each.text)
        const payload = write(run)
        if (action.each !== undefined) state.lists.pop()
        const written = fields().slice(mark)
        if (payload === undefined && run.failure === undefined) {
          fields().length = mark
          fields().push(absent(action.action, '', state.lastUnmet))
        } else for (const field of written) field.item = `${action.action}#${number}`
        return payload
      }
    },

    object(tree, write) {
      const named = new Set(tree.fields.map(({ name }) => name))
      return (run) => {
        const mark = fields().length
        const value = write(run)
        const lost = ({ poured }: Entry): boolean =>
          poured?.into === tree.target &&
          (named.has(poured.name) || !Object.hasOwn(value ?? {}, poured.name))
        const kept = fields().slice(mark)
        fields().splice(mark, Infinity, ...kept.filter((entry) => !lost(entry)))
        return value
      }
    },

    field(node, write) {
      return (run) => {
        if (state.drafts.includes(undefined)) return write(run)
        const mark = fields().length
        const draft = begin(node)
        state.drafts.push(draft)
        state.lastUnmet = ''
        const value = write(run)
        state.drafts.pop()
        const target = placeOf(node.target, run)
        if (value === undefined || value === UNMET) {
          fields().length = mark
          const why = draft.why ?? whyNot(draft, state)
          if (value === UNMET) state.lastUnmet = `${target} is needed, but ${why}`
          fields().push({
            ...absent('', target, why),
            missed: draft.missed,
            steps: draft.steps,
            ...noteOf(draft),
          })
        } else {
          commit(draft, state)
          // Steps that made one value of an object leave nothing of its fields.
          const inner = isScalar(value) ? fields().splice(mark) : []
          draft.source ??= sourcesOf(inner)
          if (fields().length === mark) fields().push(...entries(draft, target, value))
        }
        return value
      }
    },

    rest(node, write) {
      return (run) => {
        const draft = begin(node)
        state.drafts.push(draft)
        const value = write(run)
        state.drafts.pop()
        if (!isObject(value)) return value
        commit(draft, state)
        if (draft.members === undefined) return value
        const target = placeOf(node.target, run)
        for (const [name, member] of Object.entries(value)) {
          const place = target === '' ? name : `${target}.${name}`
          fields().push({
            ...memberEntry(draft, place, name, member),
            poured: { into: node.target, name },
          })
        }
        return value
      }
    },

    node(node, write) {
      const why = unmet(node.when)
      return (run) => {
        const { draft } = state
        if (draft === undefined) return write(run)
        const reason = why(run)
        const steps = draft.steps.length
        const source = draft.source
        const mark = fields().length
        draft.gave = false
        const value = write(run)
        if (value !== undefined && value !== UNMET) {
          if (!draft.gave) draft.source = 'default'
          return value
        }
        draft.steps.length = steps
        draft.source = source
        // What an alternative wrote before it gave up is not sent.
        draft.missed.push(
          ...fields()
            .splice(mark, Infinity)
            .flatMap(({ missed }) => missed),
        )
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
        if (value !== undefined && !isEqual(value, node.default)) {
          state.recording.filled.add(node.place)
        }
        const { draft } = state
        if (draft === undefined) return value
        draft.gave = value !== undefined
        const told = value === undefined ? undefined : sourceOf(node.source, run)
        if (told !== undefined) {
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
        const { draft } = state
        if (path.root === 'item') {
          const list = state.lists.at(-1)
          if (list !== undefined && value !== undefined) {
            const below = path.text === 'item' ? '' : path.text.slice('item'.length)
            state.recording.read.add(`${list}[]${below}`)
          }
        }
        if (draft === undefined) return value
        if (value === undefined)
          draft.missed.push({ path: path.text, why: absence(raw(run), path) })
        else {
          draft.source = path.text
          draft.read.push(path.text)
          draft.members = isObject(value) ? membersOf(value) : undefined
        }
        return value
      }
    },

    step(step, work) {
      const rename =
        step.name === 'keys' && step.argument.kind === 'steps'
          ? pipeline(step.argument.steps, untraced)
          : undefined
      return (value, run, site) => {
        const { draft } = state
        if (draft === undefined) return work(value, run, site)
        if (step.name === 'each') state.lists.push(takeList(draft))
        const result = state.unwatched(() => work(value, run, site))
        if (step.name === 'each') state.lists.pop()
        draft.steps.push({ step: step.text, changed: !isEqual(value, result) })
        if (isNothing(result)) {
          draft.missed.push({
            path: draft.source ?? site.source,
            why: `${step.text} gives nothing`,
          })
          if (step.name !== 'each') draft.read.pop()
          draft.source = null
          draft.members = undefined
        } else if (draft.members !== undefined) {
          const settle = (name: string) =>
            rename === undefined ? name : rename(name, { ...run, warnings: [] }, site)
          draft.members = follow(draft.members, step, value, result, settle)
        }
        return result
      }
    },
  }
}

/** Where the fields of an object were filled from, each once. */
function sourcesOf(fields: readonly Entry[]): string | null {
  const sources = new Set(fields.flatMap(({ source }) => source ?? []))
  return sources.size === 0 ? null : [...sources].join(', ')
}

function whyNot({ missed, node }: Draft, { lastUnmet }: State): string {
  if (lastUnmet !== '') return lastUnmet
  if (missed.length > 0) return missedText(missed)
  return node.source.kind === 'value' ? (node.note ?? 'blank') : 'nothing was written into it'
}

/** The list that `each` goes through is not read as a whole: its elements' members are read one by one. */
function takeList(draft: Draft): string {
  return draft.read.pop() ?? ''
}

/** What a finished field was filled from counts as read; of an object, the members that are left. */
function commit({ read, members, source }: Draft, { recording }: State): void {
  for (const path of read) {
    if (path !== source || members === undefined) recording.read.add(path)
    else for (const { from } of members.values()) recording.read.add(`${path}.${from}`)
  }
}
