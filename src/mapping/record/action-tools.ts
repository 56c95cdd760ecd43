import type { ActionTree, Condition } from '../ast.js'
import { quietReader } from '../read.js'
import type { Tools } from '../tools.js'
import { shown, unmet } from '../words.js'
import { absent, missedText } from './recording.js'
import { absence } from './source.js'
import type { State } from './state.js'

/** Which rule and which of its actions, and why not the others. */
export function actionTools(state: State): Pick<Tools, 'rule' | 'action' | 'payload'> {
  const decide = (when: readonly Condition[]) => {
    for (const { path } of when) state.decided.push(path.text)
  }
  return {
    rule(rule, matches) {
      const why = unmet(rule.when)
      return (run) => {
        const taken = matches(run)
        decide(rule.when)
        if (taken) state.rule = rule.name
        else state.rejectedRules.push({ rule: rule.name, why: why(run) ?? '' })
        return taken
      }
    },

    action(action, matches) {
      const why = unmet(action.when)
      const list = action.each === undefined ? undefined : quietReader(action.each)
      return (run) => {
        const made = matches(run)
        decide(action.when)
        const found = list?.(run)
        if (!made) state.add([left(action, why(run) ?? '')])
        else if (action.each !== undefined && !(Array.isArray(found) && found.length > 0)) {
          state.add([left(action, `${action.each.text}: ${absence(found, action.each)}`)])
        }
        return made
      }
    },

    payload(action, write) {
      return (run) => {
        const mark = state.fields.length
        const key = `${action.action}#${run.count}`
        if (action.each !== undefined) state.lists.push({ path: action.each.text, places: true })
        state.lastUnmet = ''
        const payload = write(run)
        if (action.each !== undefined) state.lists.pop()
        if (payload === undefined && run.failure === undefined) {
          const missed = state.cut(mark).flatMap((field) => field.missed)
          state.add([left(action, state.lastUnmet || missedText(missed) || 'nothing was written')])
        } else for (const field of state.fields.slice(mark)) field.item = key
        return payload
      }
    },
  }
}

/** An action that made no item; told by what it always says, for several may have one name. */
function left({ action, object }: ActionTree, why: string) {
  const constants = object.fields.flatMap(({ name, node: { source } }) =>
    source.kind === 'value' ? [`${name} ${shown(source.value)}`] : [],
  )
  const note = constants.length === 0 ? {} : { note: constants.join(', ') }
  return { ...absent(action, '', why), ...note }
}
