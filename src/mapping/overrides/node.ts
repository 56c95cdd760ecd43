import { isObject } from '../../event/values.js'
import type { Members } from '../parsing.js'
import { fieldsOf, type Merging, type Places } from './merging.js'
import { mergeObject } from './object.js'

/** Two objects that are written field by field are merged, and so are the cells of two lists; else the patch stands. */
export function mergeNode(base: unknown, patch: unknown, at: Places, merging: Merging): unknown {
  const [old, changes] = [fieldsOf(base, merging), fieldsOf(patch, merging)]
  if (old !== undefined && changes !== undefined) return mergeObject(old, changes, at, merging)
  if (isObject(base) && Array.isArray(base.list) && isObject(patch) && isObject(patch.list)) {
    return { ...base, ...patch, list: mergeCells(base.list, patch.list, at, merging) }
  }
  merging.places.set(at.to, at.from)
  return patch
}

function mergeCells(
  base: readonly unknown[],
  patch: Members,
  at: Places,
  merging: Merging,
): unknown[] {
  const cells = [...base]
  for (const [place, cell] of Object.entries(patch)) {
    const index = /^\d+$/.test(place) ? Number(place) : cells.length
    const from = `${at.from}.list.${place}`
    if (index >= cells.length || cell === null) {
      const message = `a cell is changed by its number, 0 to ${base.length - 1}, and cannot be taken away`
      merging.problems.push({ path: from, message })
    } else {
      const to = `${at.to}.list[${index}]`
      cells[index] = mergeNode(cells[index], cell, { from, to }, merging)
    }
  }
  return cells
}
