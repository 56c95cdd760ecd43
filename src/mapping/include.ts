import { isObject } from '../event/values.js'
import { didYouMean } from '../nearest.js'
import type { MappingFile } from './format.js'
import type { Members, Parsing, Part } from './parsing.js'

/** The tables and parts that a file may use: its own, and those of the files that it includes. */
export function shared(
  file: MappingFile,
  included: readonly unknown[],
): Pick<Parsing, 'tables' | 'parts' | 'problems'> {
  const tables: Record<string, unknown> = {}
  const parts: Record<string, Part> = {}
  const problems: Parsing['problems'] = []

  const take = (from: Members, under: string, open: readonly string[]): void => {
    const add = (kind: string, into: Record<string, unknown>, name: string, value: unknown) => {
      if (Object.hasOwn(into, name)) {
        const path = `${under}${kind}.${name}`
        problems.push({ path, message: `"${name}" stands in another included file too` })
      } else Object.defineProperty(into, name, { value, enumerable: true })
    }
    for (const [name, table] of membersOf(from.tables)) add('tables', tables, name, table)
    for (const [name, json] of membersOf(from.parts)) {
      add('parts', parts, name, { json, place: `${under}parts.${name}` })
    }
    for (const slug of Array.isArray(from.include) ? from.include.map(String) : []) {
      include(slug, under, open)
    }
  }

  const include = (slug: string, under: string, open: readonly string[]): void => {
    const path = `${under}include`
    if (open.includes(slug)) {
      problems.push({ path, message: `includes itself: ${[...open, slug].join(' → ')}` })
      return
    }
    const other = included.filter(isObject).find(({ destination }) => destination === slug)
    if (other === undefined) {
      const known = included.filter(isObject).map(({ destination }) => String(destination))
      const message = `the module brings no mapping "${slug}"${didYouMean(slug, known)}`
      problems.push({ path, message: `${message}; list it in the module's \`include\`` })
      return
    }
    take(other, `mappings/${slug}.json `, [...open, slug])
  }

  take(file, '', [file.destination])
  return { tables, parts, problems }
}

function membersOf(value: unknown): [string, unknown][] {
  return isObject(value) ? Object.entries(value) : []
}
