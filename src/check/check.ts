import type { Acceptor } from '../accept/index.js'
import type { Destination } from '../destination.js'
import type { MappingTree } from '../mapping/ast.js'
import type { Case, Unusable } from '../testing/fixtures.js'
import type { Found, Severity } from './finding.js'

/** One kind of mistake, told before any test runs. */
export interface Check<Of = Subject> {
  name: string
  /** What it finds, in a sentence: the reference is made of it. */
  description: string
  severity: Severity
  run(subject: Of): Iterable<Found>
}

/** A mapping file with all that is known around it. */
export interface Subject {
  /** The file as JSON; its form may be wrong. */
  mapping: unknown
  /** Its module, with this mapping in place of the shipped one. */
  module: Destination
  acceptor?: Acceptor
  /** Mapping files that may use its tables and parts. */
  others: readonly unknown[]
  /** Events that the tests map, and the names of their snapshots, where both are found beside the file. */
  cases?: readonly Case[]
  /** Files among those cases that are none. */
  unusable?: readonly Unusable[]
  snapshots?: readonly string[]
  /** ISO date of the day it is checked. */
  today: string
}

/** The same, where the file keeps to the language. */
export interface Parsed extends Subject {
  tree: MappingTree
}
