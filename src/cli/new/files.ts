import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { UsageError } from '../usage.js'
import { TEMPLATE } from './checkout.js'

/** Path in the checkout → text, of the files that a person goes on to write. */
export function destinationFiles(
  root: string,
  slug: string,
  title: string,
  today: string,
): ReadonlyMap<string, string> {
  const places: Record<string, string> = {
    'index.ts': `destinations/${slug}/index.ts`,
    'accept.ts': `destinations/${slug}/accept.ts`,
    'mapping.json': `mappings/${slug}.json`,
    'settings.json': `test/fixtures/settings/${slug}.json`,
    'case.json': `test/fixtures/${slug}/track-long-name.json`,
  }
  return new Map(
    Object.entries(places).map(([file, place]) => {
      const text = readFileSync(join(root, TEMPLATE, file), 'utf8')
      return [place, filledIn(text, slug, title, today)]
    }),
  )
}

/** The template's own names and places in those of the destination. */
function filledIn(text: string, slug: string, title: string, today: string): string {
  return text
    .replaceAll(`${TEMPLATE}/mapping.json`, `mappings/${slug}.json`)
    .replaceAll('vendor-slug', slug)
    .replaceAll('Vendor Title', title)
    .replaceAll('XX-', `${prefixOf(slug)}-`)
    .replace('2026-01-01', today)
}

/** What rule ids begin with: the initials of several words, else the first two letters. */
function prefixOf(slug: string): string {
  const words = slug.split('-').filter((word) => /^[a-z]/.test(word))
  const letters = words.length > 1 ? words.map((word) => word[0]).join('') : slug.slice(0, 2)
  return letters.replace(/[^a-z]/g, '').toUpperCase()
}

/** Writes none where one of them is there already. */
export function writeAll(root: string, files: ReadonlyMap<string, string>): void {
  const there = [...files.keys()].find((path) => existsSync(join(root, path)))
  if (there !== undefined) throw new UsageError(`${there} is there already; nothing was written`)
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
}
