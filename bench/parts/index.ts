import type { Part } from '../figure.js'
import { batch } from './batch.js'
import { connections } from './connections.js'
import { whole } from './line.js'
import { map } from './map.js'
import { eventSizes } from './sizes.js'

export const parts: readonly Part[] = [map, whole, batch, connections, eventSizes]
