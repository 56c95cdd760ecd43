import type { Counts } from './counts.js'
import { Lines } from './source.js'

/** What a function is given: a member of the event or of the element at hand, an object to read members of, or a field of an object around. */
export type Ask =
  | { of: 'value' | 'holder'; root: string; names: readonly string[] }
  | { of: 'out'; outwards: number; name: string }

/** A parameter, and what its caller fills it with. */
export interface Parameter {
  variable: string
  ask: Ask
}

/** A function that is being written. */
export class Frame {
  readonly lines = new Lines()
  /** The variables of the fields written so far, of each object that is being written, the outermost first. */
  readonly scopes: Map<string, string>[] = []
  /** Constants at its top, or parameters, by what they hold. */
  readonly variables = new Map<string, string>()
  readonly parameters: Parameter[] = []
  readsEvent = false
  private readonly constants: string[] = []
  private top: number | undefined

  /** What it reads and asks, where it has constants for what it does twice; else it has parameters. */
  readonly counts: Counts | undefined

  /** Whether it is called for each element of a list. */
  readonly isOfElement: boolean

  constructor(counts: Counts | undefined, isOfElement: boolean) {
    this.counts = counts
    this.isOfElement = isOfElement
  }

  /** Constants stand here. What stands before has none. */
  begin(): void {
    this.top = this.lines.length
  }

  /** Whether what is done so often has a constant here. */
  holds(key: string): boolean {
    return this.top !== undefined && this.counts?.isRepeated(key) === true
  }

  constant(key: string, variable: string, source: string): string {
    this.constants.push(`const ${variable} = ${source}`)
    this.variables.set(key, variable)
    return variable
  }

  parameter(key: string, variable: string, ask: Ask): string {
    this.parameters.push({ variable, ask })
    this.variables.set(key, variable)
    return variable
  }

  /** The function, whose head may hang on what is inside. */
  text(head: (parameters: readonly string[]) => string): string {
    this.lines.insert(this.top ?? 0, this.constants)
    if (this.readsEvent) this.lines.insert(0, ['const { event } = run'])
    const whole = new Lines()
    whole.around(head(this.parameters.map(({ variable }) => variable)), this.lines)
    return whole.toString()
  }
}
