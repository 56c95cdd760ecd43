/**
 * The contract of a destination module as cases for any test runner: each
 * throws an AssertionError where the module breaks one of its rules.
 */
import once from 'lodash/once.js'
import type { Destination } from './destination.js'
import { answerCases } from './testing/answer-cases.js'
import { requestCases } from './testing/request-cases.js'
import { resultCases } from './testing/result-cases.js'
import { type ContractGiven, sceneOf } from './testing/scene.js'
import { settingsCases } from './testing/settings-cases.js'

export { type HostileEvent, hostileEvents } from './testing/hostile.js'
export type { ContractGiven }

export interface ContractCase {
  name: string
  run(): void
}

/** Each case checks one rule over all given events, and over the built-in hostile ones. */
export function contractCases(destination: Destination, given: ContractGiven): ContractCase[] {
  const cases = { ...resultCases, ...requestCases, ...answerCases, ...settingsCases }
  const scene = () => sceneOf(destination, given)
  const mapped = once(() => scene().mapped())
  return Object.entries(cases).map(([name, check]) => ({
    name,
    run: () => check({ ...scene(), mapped }),
  }))
}
