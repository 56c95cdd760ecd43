import type { MappingTree } from '../ast.js'
import { interpreter, type MappingProgram } from '../interpret.js'
import type { OwnFunction } from '../own-step.js'
import type { Recording } from './recording.js'
import { State } from './state.js'
import { recordingTools } from './tools.js'

export type { FieldTrace, Recording } from './recording.js'

/** The same mapping, with every decision on record. For explain and for checks: it is several times slower. */
export interface RecordingProgram {
  map(...given: Parameters<MappingProgram['map']>): {
    mapped: ReturnType<MappingProgram['map']>
    recording: Recording
  }
}

export function recorder(
  tree: MappingTree,
  functions: Readonly<Record<string, OwnFunction>> = {},
): RecordingProgram {
  const state = new State()
  const program = interpreter(tree, functions, recordingTools(state, functions))
  return {
    map(...given) {
      state.start()
      const mapped = program.map(...given)
      return { mapped, recording: state.recording() }
    },
  }
}
