import { mergeConfig } from 'vitest/config'
import base from './vitest.config.js'

export default mergeConfig(
  { ...base, test: { ...base.test, include: [], exclude: [] } },
  { test: { include: ['test/deep/**/*.test.ts'], testTimeout: 240_000 } },
)
