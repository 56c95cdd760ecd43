import { pathTypes, type ValueType } from '../event/catalogue.js'
import { nearestPath } from './nearest-path.js'

/** Some catalogued paths, to be asked about others. */
export interface KnownPaths {
  /** Whether a path can have a value by them: it is there, or stands below what may hold anything. */
  has(text: string): boolean
  /** The one that was meant, as it seems. */
  near(text: string): string | undefined
}

export function knownPaths(types: ReadonlyMap<string, ValueType>): KnownPaths {
  const texts = [...types.keys()]
  const closed = new Set(texts.flatMap(around).map(withoutBrackets))
  const isOpen = (path: string): boolean => {
    const type = types.get(path)
    return !closed.has(path) && (type === 'object' || type === 'list' || type === 'any')
  }
  return {
    has: (text) =>
      types.has(text) ||
      types.has(withoutBrackets(text)) ||
      around(text).map(withoutBrackets).some(isOpen),
    near: (text) => nearestPath(text, texts),
  }
}

/** `a.b.c` stands below `a` and `a.b`. */
function around(path: string): string[] {
  const names = path.split('.')
  return names.slice(1).map((_, index) => names.slice(0, index + 1).join('.'))
}

/** The list that elements are of. */
function withoutBrackets(path: string): string {
  return path.replace(/\[\]$/, '')
}

export const canonicalPaths = knownPaths(pathTypes)

const sentNames = [
  ...['type', 'event', 'name', 'category', 'userId', 'anonymousId', 'previousId', 'groupId'],
  ...['messageId', 'timestamp', 'properties', 'traits', 'context', 'integrations', 'channel'],
  ...['receivedAt', 'sentAt', 'originalTimestamp', 'version'],
]

/** The event as it was sent: its members are known, what they hold is the user's. */
export const sentPaths = knownPaths(
  new Map([...sentNames.map((name): [string, ValueType] => [`sent.${name}`, 'any'])]),
)
