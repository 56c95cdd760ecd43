import { isObject } from '../../event/values.js'
import { UNMET } from '../compiling.js'
import { placeOf } from '../run.js'
import type { Tools } from '../tools.js'
import { begin, type Draft, entries, memberEntry, noteOf } from './draft.js'
import { absent, missedText } from './recording.js'
import type { Entry, State } from './state.js'

/** What fills each field, cell and poured member, or why it stays away. */
export function fieldTools(state: State): Pick<Tools, 'object' | 'field' | 'rest'> {
  const fields = (): Entry[] => state.fields
  return {
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
          const inside = fields().length > mark
          if (!inside) fields().push(...entries(draft, target, value))
          else
            fields()
              .at(-1)
              ?.read.push(...draft.read)
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
  }
}

function whyNot({ missed, node }: Draft, { lastUnmet }: State): string {
  if (lastUnmet !== '') return lastUnmet
  if (missed.length > 0) return missedText(missed)
  return node.source.kind === 'value' ? (node.note ?? 'blank') : 'nothing was written into it'
}
