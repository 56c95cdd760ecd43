import { isObject } from '../../event/values.js'
import { UNMET } from '../compiling.js'
import { placeOf } from '../run.js'
import type { Tools } from '../tools.js'
import { collapsed, type Draft, entries, memberEntry, noteOf } from './draft.js'
import { absent, missedText } from './recording.js'
import type { Entry, State } from './state.js'

/** What fills each field, cell and poured member, or why it stays away. */
export function fieldTools(state: State): Pick<Tools, 'object' | 'field' | 'rest' | 'name'> {
  return {
    object(tree, write) {
      const named = new Set(tree.fields.map(({ name }) => name))
      return (run) => {
        const mark = state.fields.length
        const value = write(run)
        const lost = ({ poured }: Entry): boolean =>
          poured?.into === tree.target &&
          (named.has(poured.name) || !Object.hasOwn(value ?? {}, poured.name))
        state.add(state.cut(mark).filter((entry) => !lost(entry)))
        return value
      }
    },

    field(node, write) {
      return (run) => {
        if (state.drafts.includes(undefined)) return write(run)
        const mark = state.fields.length
        const { draft, value } = state.drafting(node, () => write(run))
        const target = placeOf(node.target, run)
        if (value === undefined || value === UNMET) {
          state.cut(mark)
          const missing = missingEntry(draft, target, state)
          if (value === UNMET) state.lastUnmet = `${target} is needed, but ${missing.why}`
          state.add([missing])
        } else if (state.fields.length === mark) state.add(entries(draft, target, value))
        else if (isWhole(draft)) {
          state.add(entries(collapsed(draft, state.cut(mark)), target, value))
        } else for (const field of state.fields.slice(mark)) field.read.push(...draft.read)
        return value
      }
    },

    rest(node, write) {
      return (run) => {
        const mark = state.fields.length
        const { draft, value } = state.drafting(node, () => write(run))
        const target = placeOf(node.target, run)
        const at = (name: string) => (target === '' ? name : `${target}.${name}`)
        if (!isObject(value)) {
          state.cut(mark)
          state.add([missingEntry(draft, at('*'), state)])
          return value
        }
        if (state.fields.length > mark && !isWhole(draft)) return value
        const told = state.fields.length > mark ? collapsed(draft, state.cut(mark)) : draft
        state.add(
          Object.entries(value).map(([name, member]) => ({
            ...memberEntry(told, at(name), name, member),
            poured: { into: node.target, name },
          })),
        )
        return value
      }
    },

    name(node, write) {
      return (run) => {
        const around = state.draft
        if (around === undefined) return write(run)
        const { draft, value } = state.drafting(node, () => write(run))
        around.read.push(...draft.read)
        if (value === undefined) around.missed.push(...draft.missed)
        return value
      }
    },
  }
}

/** Whether a field that was written by fields of its own is told as one: they are not what is sent. */
function isWhole({ steps, source }: Draft): boolean {
  return steps.length > 0 || source === 'default'
}

function missingEntry(draft: Draft, target: string, { lastUnmet }: State): Entry {
  const { missed, steps, node, read } = draft
  const blank =
    node.source.kind === 'value' ? (node.note ?? 'blank') : 'nothing was written into it'
  const why = draft.why ?? (lastUnmet || missedText(missed) || blank)
  return { ...absent('', target, why), read, missed, steps, ...noteOf(draft) }
}
