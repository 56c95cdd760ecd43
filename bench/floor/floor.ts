import type { CanonicalEvent } from '../../src/event/canonical.js'
import type { Mapped } from '../../src/mapping/program.js'

/** The map stage of one destination as somebody would write it by hand who has no mapping file, and time to tune it. */
export type Floor = (
  event: CanonicalEvent,
  settings: Readonly<Record<string, unknown>>,
  options: unknown,
) => Mapped
