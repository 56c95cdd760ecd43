import isNil from 'lodash/isNil.js'
import omitBy from 'lodash/omitBy.js'
import { isObject, own, put } from '../../event/values.js'
import { didYouMean } from '../../nearest.js'
import type { MappingFile } from '../format.js'
import { shared } from '../include.js'
import type { Overrides, RulePatch } from './format.js'
import type { Merging } from './merging.js'
import { mergeNode } from './node.js'
import { mergeRule } from './rule.js'

export interface Merged extends Pick<Merging, 'places' | 'problems'> {
  file: MappingFile
}

/** A mapping file with overrides laid over it: a mapping file again, and where in the overrides its parts are written. */
export function applyOverrides(
  file: MappingFile,
  { tables = {}, parts = {}, rules = {} }: Overrides,
  included: readonly unknown[],
): Merged {
  const merging: Merging = {
    parts: { ...shared(file, included).parts },
    own: { ...file.parts },
    places: new Map(),
    problems: [],
  }
  const merged: MappingFile = { ...file, tables: mergeTables(file.tables ?? {}, tables, merging) }
  for (const [name, patch] of Object.entries(parts)) mergePart(name, patch, merging)
  merged.rules = mergeRules(file.rules, rules, merging)
  merged.parts = merging.own
  return { file: merged, places: merging.places, problems: merging.problems }
}

function mergeTables(
  base: Readonly<Record<string, unknown>>,
  patch: NonNullable<Overrides['tables']>,
  { places, problems }: Merging,
): NonNullable<MappingFile['tables']> {
  const tables: Record<string, unknown> = { ...base }
  for (const [name, table] of Object.entries(patch)) {
    const old = own(base, name)
    places.set(`tables.${name}`, `overrides.tables.${name}`)
    if (isObject(table) && isObject(old)) put(tables, name, omitBy({ ...old, ...table }, isNil))
    else if (table !== null) put(tables, name, table)
    else if (old !== undefined) delete tables[name]
    else problems.push(nothingThere('table', name, 'tables', Object.keys(base)))
  }
  return tables as NonNullable<MappingFile['tables']>
}

function mergePart(name: string, patch: unknown, merging: Merging): void {
  const base = own(merging.own, name)
  const at = { from: `overrides.parts.${name}`, to: `parts.${name}` }
  if (patch !== null) {
    const json = mergeNode(base, patch, at, merging)
    put(merging.own, name, json)
    put(merging.parts, name, { json, place: at.to })
  } else if (base !== undefined) {
    delete merging.own[name]
    delete merging.parts[name]
  } else merging.problems.push(nothingThere('part', name, 'parts', Object.keys(merging.own)))
}

/** Changed rules keep their place; an added one stands before the one it names, else before all. */
function mergeRules(
  base: MappingFile['rules'],
  patch: NonNullable<Overrides['rules']>,
  merging: Merging,
): MappingFile['rules'] {
  const names = base.map(({ name }) => name)
  const order = names.filter((name) => patch[name] !== null)
  for (const [name, change] of [...Object.entries(patch)].reverse()) {
    if (names.includes(name)) continue
    if (change === null) {
      merging.problems.push(nothingThere('rule', name, 'rules', names))
      continue
    }
    order.splice(placeOf(name, change, order, names, merging), 0, name)
  }
  return order.map((name, index) => {
    const rule = base.find((one) => one.name === name)
    const change = Object.hasOwn(patch, name) ? patch[name] : undefined
    if (rule !== undefined && isNil(change)) return rule
    const at = { from: `overrides.rules.${name}`, to: `rules[${index}]` }
    return mergeRule(rule, name, change ?? {}, at, merging)
  })
}

function placeOf(
  name: string,
  { before }: RulePatch,
  order: readonly string[],
  names: readonly string[],
  { problems }: Merging,
): number {
  if (before === undefined) return 0
  const index = order.indexOf(before)
  if (index >= 0) return index
  const path = `overrides.rules.${name}.before`
  problems.push({ path, message: `there is no rule "${before}"${didYouMean(before, names)}` })
  return 0
}

function nothingThere(what: string, name: string, under: string, known: readonly string[]) {
  const message = `there is no ${what} "${name}" to take away${didYouMean(name, known)}`
  return { path: `overrides.${under}.${name}`, message }
}
