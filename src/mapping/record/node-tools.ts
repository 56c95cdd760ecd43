import isEqual from 'lodash/isEqual.js'
import { isNothing } from '../../event/nothing.js'
import { isObject } from '../../event/values.js'
import { UNMET } from '../compiling.js'
import type { OwnFunction } from '../own-step.js'
import { pipeline } from '../pipeline.js'
import { reader } from '../read.js'
import { sourceName } from '../source-name.js'
import { plain, type Tools } from '../tools.js'
import { unmet } from '../words.js'
import { follow, membersOf } from './draft.js'
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
      return (run) => {
        const { draft } = state
        if (draft === undefined) return write(run)
        const reason = why(run)
        const steps = draft.steps.length
        const source = draft.source
        const mark = state.fields.length
        draft.gave = false
        const value = write(run)
        if (value !== undefined && value !== UNMET) {
          if (!draft.gave) draft.source = 'default'
          return value
        }
        draft.steps.length = steps
        draft.source = source
        // What an alternative wrote before it gave up is not sent.
        draft.missed.push(...state.fields.splice(mark, Infinity).flatMap(({ missed }) => missed))
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
          state.filled.add(node.place)
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
            state.reading?.read.push(`${list}[]${below}`)
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
        // Its elements' members are read one by one, not the list as a whole.
        if (step.name === 'each') state.lists.push(draft.read.pop() ?? '')
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
