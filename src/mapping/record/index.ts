import type { MappingTree } from '../ast.js'
import { interpreter } from '../interpret.js'
import type { OwnFunction } from '../own-step.js'
import type { Mapped, MappingProgram } from '../program.js'
import type { Recording } from './recording.js'
import { State } from './state.js'
import { recordingTools } from './tools.js'

export type { FieldTrace, Recording } from './recording.js'

/** The same mapping, with every decision on record. For explain and for checks: it is several times slower. */
export interface RecordingProgram {
  /** Hands over what is on record also where a function of the module throws. */
  map(given: Parameters<MappingProgram['map']>, take: (recording: Recording) => void): Mapped
}

export function recorder(
  tree: MappingTree,
  functions: Readonly<Record<string, OwnFunction>> = {},
): RecordingProgram {
  const state = new State()
  const program = interpreter(tree, functions, recordingTools(state, functions))
  return {
    map(given, take) {
      state.start()
      try {
        return program.map(...given)
      } finally {
        passOver(tree, state)
        take(state.recording())
        // Nothing of the event stays behind.
        state.start()
      }
    },
  }
}

/** Rules behind the one that took the event were not asked. */
function passOver({ rules }: MappingTree, state: State): void {
  const taken = rules.findIndex(({ name }) => name === state.rule)
  if (taken < 0) return
  for (const { name } of rules.slice(taken + 1)) {
    state.rejectedRules.push({ rule: name, why: `not asked: "${state.rule}" took the event` })
  }
}
