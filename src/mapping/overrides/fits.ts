import type { MappingFile } from '../format.js'

/**
 * Why overrides of one version do not fit a mapping; undefined where they do.
 * As with packages: up to the next major version, and below 1.0.0 to the next
 * minor one. Names that a later version lost are found when they are laid over it.
 */
export function fits(base: string, { destination, version }: MappingFile): string | undefined {
  const [slug = '', of = ''] = base.split('@')
  const present = `${destination}@${version}`
  if (slug !== destination) return `are of "${slug}", but the mapping is ${present}`
  const [major = 0, minor = 0, patch = 0] = of.split('.').map(Number)
  const [toMajor = 0, toMinor = 0, toPatch = 0] = version.split('.').map(Number)
  const ahead = major - toMajor || minor - toMinor || patch - toPatch
  if (ahead > 0) return `are of ${base}, but the mapping is older: ${present}`
  if (major === toMajor && (major > 0 || minor === toMinor)) return undefined
  const compare = `compare the two with \`crosswalk diff\`, mend the overrides, and write "${present}"`
  return `are of ${base}, but the mapping is ${present}: ${compare}`
}
