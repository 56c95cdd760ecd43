import type { Tools } from '../tools.js'
import { unmet } from '../words.js'
import { absent } from './recording.js'
import type { State } from './state.js'

/** Which rule and which of its actions, and why not the others. */
export function actionTools(state: State): Pick<Tools, 'rule' | 'action' | 'payload'> {
  return {
    rule(rule, matches) {
      const why = unmet(rule.when)
      return (run) => {
        const taken = matches(run)
        if (!taken) {
          state.rejectedRules.push({ rule: rule.name, why: why(run) ?? '' })
        }
        return taken
      }
    },

    action(action, matches) {
      const why = unmet(action.when)
      return (run) => {
        const made = matches(run)
        if (!made) state.fields.push(absent(action.action, '', why(run) ?? ''))
        return made
      }
    },

    payload(action, write) {
      return (run) => {
        const mark = state.fields.length
        const number = run.count
        if (action.each !== undefined) state.lists.push(action.each.text)
        const payload = write(run)
        if (action.each !== undefined) state.lists.pop()
        const written = state.fields.slice(mark)
        if (payload === undefined && run.failure === undefined) {
          state.fields.length = mark
          state.fields.push(absent(action.action, '', state.lastUnmet))
        } else for (const field of written) field.item = `${action.action}#${number}`
        return payload
      }
    },
  }
}
