import type { Part } from '../figure.js'
import { whole } from './line.js'
import { map } from './map.js'

export const parts: readonly Part[] = [map, whole]
