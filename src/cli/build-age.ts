import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** In a checkout, why what was built of a module is not what its sources say; undefined where it is. */
export function oldBuild(slug: string): string | undefined {
  const place = (path: string) => fileURLToPath(new URL(path, import.meta.url))
  if (!import.meta.url.endsWith('.js')) return undefined
  const name = newerSource(
    place(`../../../destinations/${slug}`),
    place(`../../destinations/${slug}`),
  )
  return name && `dist/ is older than destinations/${slug}/${name}: run npm run prepare`
}

/** The name of a source that was written after what is built of it. */
export function newerSource(sources: string, built: string): string | undefined {
  const names = existsSync(sources) ? readdirSync(sources) : []
  return names.find((name) => {
    if (!name.endsWith('.ts')) return false
    const made = statSync(join(built, name.replace(/\.ts$/, '.d.ts')), { throwIfNoEntry: false })
    return made === undefined || made.mtimeMs < statSync(join(sources, name)).mtimeMs
  })
}
