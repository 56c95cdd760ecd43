import type { Part } from '../figure.js'
import { batch } from './batch.js'
import { bytes } from './bytes.js'
import { connections } from './connections.js'
import { line } from './line.js'
import { map } from './map.js'
import { sizes } from './sizes.js'

/** In the order of the report. */
export const parts: readonly Part[] = [map, line, batch, connections, sizes, bytes]
