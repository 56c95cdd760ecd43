import type { Effect } from '../../../src/accept/index.js'
import { limitAttributes, reservedAttributes } from './attributes.js'
import { type Form, forms, misfit } from './identifier.js'
import type { Operation } from './operation.js'
import { isBlank, type Report } from './values.js'

/** Reports what an operation lacks, or has too much of, for its action. */
export type Need = (operation: Operation, report: Report) => void

const missing = 'must be given for this action'

export function has(member: 'name' | 'device', rule: string): Need {
  return (operation, report) => {
    if (operation[member] === undefined) report([member], http(rule, missing))
  }
}

export function known(form: Form): Need {
  return ({ identifiers }, report) => {
    const message = misfit(identifiers, form)
    if (message !== undefined) report(['identifiers'], http('CI-ID1', message))
  }
}

export function related(form: Form): Need {
  return ({ cio_relationships: list = [] }, report) => {
    for (const [index, { identifiers }] of list.entries()) {
      const message = misfit(identifiers, form)
      if (message === undefined) continue
      report(['cio_relationships', index, 'identifiers'], http('CI-REL', message))
    }
  }
}

export const relating: Need = ({ cio_relationships: list = [] }, report) => {
  if (list.length === 0) report(['cio_relationships'], http('CI-REL', missing))
}

export const limited: Need = ({ attributes = {} }, report) =>
  limitAttributes(attributes, 'http', under('attributes', report))

export const reserved: Need = ({ attributes = {} }, report) =>
  reservedAttributes(attributes, under('attributes', report))

export const platform: Need = ({ device }, report) => {
  if (device === undefined || device.platform !== undefined) return
  report(['device', 'platform'], http('CI-DEV', missing))
}

export const merge: Need = ({ identifiers, primary, secondary }, report) => {
  if (identifiers !== undefined) {
    report(['identifiers'], http('CI-MERGE', 'must not stand beside primary and secondary'))
  }
  for (const [name, person] of Object.entries({ primary, secondary })) {
    const message = misfit(person, forms.record)
    if (message !== undefined) report([name], http('CI-MERGE', message))
  }
  const same = (['id', 'email', 'cio_id'] as const).some(
    (name) => primary?.[name] !== undefined && primary[name] === secondary?.[name],
  )
  if (same) report(['secondary'], http('CI-MERGE', 'must be another person than primary'))
}

const deliveryNames = ['opened', 'converted', 'delivered']

export const delivery: Need = ({ name, attributes }, report) => {
  if (name !== undefined && !deliveryNames.includes(name)) {
    report(['name'], http('CI-METRIC', `must be one of ${deliveryNames.join(', ')}`))
  }
  const { device_token: token } = attributes ?? {}
  if (typeof token === 'string' && !isBlank(token)) return
  report(['attributes', 'device_token'], http('CI-DEV', 'must be a text that is not empty'))
}

function under(member: string, report: Report): Report {
  return (path, finding) => report([member, ...path], finding)
}

function http(rule: string, message: string): { rule: string; effect: Effect; message: string } {
  return { rule, effect: 'http', message }
}
