import type { OwnFunction } from '../own-step.js'
import type { Tools } from '../tools.js'
import { actionTools } from './action-tools.js'
import { fieldTools } from './field-tools.js'
import { nodeTools } from './node-tools.js'
import type { State } from './state.js'

/** Tools that wrap every writer in one that puts its decision on record. */
export function recordingTools(
  state: State,
  functions: Readonly<Record<string, OwnFunction>>,
): Tools {
  return { ...actionTools(state), ...fieldTools(state), ...nodeTools(state, functions) }
}
