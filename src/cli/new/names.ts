import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import camelCase from 'lodash/camelCase.js'
import kebabCase from 'lodash/kebabCase.js'
import { UsageError } from '../usage.js'

/** Kebab-case, as a module folder, a mapping file, a package subpath and a setting of the user's. */
const SLUG = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/
const MOST = 60

/** Names that stand for something else in the folders and registries where a destination's go. */
const reserved = new Set([
  ...['index', 'accept', 'acceptors', 'destinations', 'mapping', 'events', 'settings', 'read'],
  ...'await break case catch class const continue debugger default delete do else enum export extends'.split(
    ' ',
  ),
  ...'false finally for function if import in instanceof interface let new null package private'.split(
    ' ',
  ),
  ...'protected public return static super switch this throw true try typeof var void while with yield'.split(
    ' ',
  ),
  ...['arguments', 'eval', 'implements', 'undefined'],
])

/** Throws a UsageError that says what is wrong with a slug. */
export function checkSlug(slug: string, root: string): void {
  if (!SLUG.test(slug)) {
    const near = kebabCase(slug.normalize('NFKD').replace(/[^\w\s.-]/g, '')).replace(/^\d+-?/, '')
    const hint = SLUG.test(near) ? ` (did you mean "${near}"?)` : ''
    throw new UsageError(`"${slug}" is no slug${hint}: small letters, digits and single hyphens`)
  }
  if (slug.length > MOST) throw new UsageError(`a slug has at most ${MOST} characters`)
  if (slug in {} || reserved.has(slug)) {
    throw new UsageError(`"${slug}" has a meaning of its own; take the vendor's product name`)
  }
  const taken = [
    `destinations/${slug}`,
    `mappings/${slug}.json`,
    `test/fixtures/${slug}`,
    `test/fixtures/settings/${slug}.json`,
    `test/snapshots/${slug}`,
  ].find((path) => existsSync(join(root, path)))
  if (taken !== undefined) throw new UsageError(`"${slug}" is taken: ${taken} is there already`)
  const alike = folders(root).find((other) => camelCase(other) === camelCase(slug))
  if (alike !== undefined) throw new UsageError(`"${slug}" is too much like "${alike}"`)
  refuseWordOfCore(slug, root)
}

function folders(root: string): string[] {
  const entries = readdirSync(join(root, 'destinations'), { withFileTypes: true })
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
}

export function checkTitle(title: string, root: string): void {
  if (!/^[^\p{C}'"`\\${}]{1,80}$/u.test(title) || title.trim() !== title || title === '') {
    throw new UsageError('--title: the name for people, without quotes and line breaks')
  }
  refuseWordOfCore(title, root)
}

/** The core names no destination, and a test reads it for their names. */
function refuseWordOfCore(name: string, root: string): void {
  const word = new RegExp(`(?<![\\w-])${name.replace(/[^\w\s-]/g, '\\$&')}(?![\\w-])`, 'i')
  const file = sources(join(root, 'src')).find((path) => word.test(readFileSync(path, 'utf8')))
  if (file === undefined) return
  throw new UsageError(
    `"${name}" is a word of the core itself (${file.slice(root.length + 1)}); take the vendor's whole product name`,
  )
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
}
