/** What a path of the canonical event yields: its type, or nothing. */
export type ValueType =
  | 'text'
  | 'number'
  | 'integer'
  | 'boolean'
  | 'time'
  | 'object'
  | 'list'
  | 'any'

/**
 * What a member is: of a type; another spelling of the member beside it
 * (`=product_id`), where case and separators do not tell; an object with known
 * members; a list of one kind of element.
 */
export type Shape = ValueType | `=${string}` | MemberShapes | readonly [Shape]

export interface MemberShapes {
  readonly [name: string]: Shape
}

/** An event that has a meaning of its own, whoever sends it. */
export interface CataloguedEvent {
  /** The canonical name, under which it travels everywhere. */
  name: string
  kind: 'lifecycle' | 'campaign' | 'ecommerce'
  /** One sentence. */
  about: string
  properties: MemberShapes
  /** SDKs collect it by themselves. */
  automatic?: true
  /** Other names that clients give it. Spellings and the other order of words need no mention. */
  also?: readonly string[]
  /** The property that tells two of the same act, where no SDK collects it. */
  identity?: string
}

export function isListShape(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape)
}

/** The member that a shape is only another spelling of. */
export function spellingOf(shape: Shape): string | undefined {
  return typeof shape === 'string' && shape.startsWith('=') ? shape.slice(1) : undefined
}

/** Every path of some members with its type, `a.b` and within lists `a[].b`. */
export function* typedPaths(members: MemberShapes, under = ''): Generator<[string, ValueType]> {
  for (const [name, shape] of Object.entries(members)) {
    yield* typedPathsOf(shape, under === '' ? name : `${under}.${name}`)
  }
}

function* typedPathsOf(shape: Shape, path: string): Generator<[string, ValueType]> {
  if (spellingOf(shape) !== undefined) return
  if (typeof shape === 'string') yield [path, shape as ValueType]
  else if (isListShape(shape)) {
    yield [path, 'list']
    yield* typedPathsOf(shape[0], `${path}[]`)
  } else {
    yield [path, 'object']
    yield* typedPaths(shape, path)
  }
}
