import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const page = readFileSync(
  fileURLToPath(new URL('../../docs/differences.md', import.meta.url)),
  'utf8',
)

/** Anchors of the page's headings that tell a kind, as GitHub makes them. */
export function headings(): string[] {
  const found = page.matchAll(/^### (.+)$/gm)
  return [...found].map(([, text = '']) =>
    text
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replaceAll(' ', '-'),
  )
}

/** Anchors that the page leads to on itself. */
export function links(): string[] {
  return [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor = '']) => anchor)
}
