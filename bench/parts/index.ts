import type { Part } from '../figure.js'
import { map } from './map.js'

export const parts: readonly Part[] = [map]
