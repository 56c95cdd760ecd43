import assert from 'node:assert/strict'
import type { Scene } from './scene.js'

/** The rules about how answers are read. */
export const answerCases: Record<string, (scene: Scene) => void> = {
  'every endpoint declares an answer that means delivered': ({ destination }) => {
    for (const [name, { outcome }] of Object.entries(destination.endpoints)) {
      const delivers = outcome.some(
        ({ verdict, others }) => verdict === 'delivered' || others === 'delivered',
      )
      assert.ok(
        delivers,
        `endpoint "${name}": no rule of \`outcome\` says so, and nothing else does`,
      )
    }
  },
}
