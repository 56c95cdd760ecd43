import type { z } from 'zod'
import { breaks, ruled } from '../../../src/accept/index.js'
import { isObject, tree } from './values.js'

const forGroups = ['$set', '$setOnce', '$add', '$append', '$prepend', '$unset']
const forUsers = [...forGroups, '$preInsert', '$postInsert', '$remove', '$clearAll']

const numeric = /^\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i

/**
 * Properties of an event.
 * https://amplitude.com/docs/apis/analytics/http-v2
 */
export const eventProperties = ruled('AM-EVTS', 'http', tree())

/**
 * Properties of a person: plain ones, or operations on them.
 * https://amplitude.com/docs/apis/analytics/identify
 */
export const userProperties = ruled('AM-OPS', 'silent', tree().superRefine(operations(forUsers)))

/**
 * Properties of a group: plain ones, or operations on them.
 * https://amplitude.com/docs/apis/analytics/group-identify
 */
export const groupProperties = ruled('AM-OPS', 'silent', tree().superRefine(operations(forGroups)))

export function isOperation(name: string): boolean {
  return name.startsWith('$')
}

function operations(known: readonly string[]) {
  return (properties: Record<string, unknown>, context: z.core.$RefinementCtx): void => {
    const names = Object.keys(properties)
    const used = names.filter(isOperation)
    if (used.length === 0) return
    const lost = (path: PropertyKey[], message: string) =>
      context.addIssue({ code: 'custom', message, path, ...breaks('AM-OPS', 'silent') })
    if (used.length < names.length) {
      lost([], 'must be operations only, or plain properties only')
    }
    if (used.length > 1 && used.includes('$clearAll')) {
      lost(['$clearAll'], 'must be the only operation')
    }
    const seen = new Set<string>()
    for (const name of used) {
      const operand = properties[name]
      if (!known.includes(name)) lost([name], `must be one of ${known.join(', ')}`)
      else if (name === '$clearAll') continue
      else if (!isObject(operand)) lost([name], 'must be an object of properties')
      else {
        for (const [property, value] of Object.entries(operand)) {
          if (seen.has(property)) lost([name, property], 'must stand under one operation only')
          seen.add(property)
          if (name === '$add' && !isNumeric(value)) lost([name, property], 'must be a number')
        }
      }
    }
  }
}

function isNumeric(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && numeric.test(value))
}
