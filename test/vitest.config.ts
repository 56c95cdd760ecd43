import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  resolve: { conditions: ['crosswalk-source', 'node'] },
  ssr: { resolve: { conditions: ['crosswalk-source', 'node'] } },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/deep/**', 'node_modules/**'],
    env: { TZ: 'UTC' },
    maxWorkers: '100%',
    // Wide property tests on a busy machine.
    testTimeout: 30_000,
  },
})
