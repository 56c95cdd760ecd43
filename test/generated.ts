import type { MappingTree } from '../src/mapping/ast.js'
import { generate } from '../src/mapping/generate/module.js'
import type { OwnFunction } from '../src/mapping/own-step.js'
import type { MappingProgram } from '../src/mapping/program.js'
import * as runtime from '../src/mapping/runtime.js'

type Make = (functions: Readonly<Record<string, OwnFunction>>) => MappingProgram

/**
 * A module that gives on what this process has loaded as the runtime: generated
 * modules are then imported as they are, thousands of them, past the test runner.
 */
const bridge = 'crosswalk runtime'
Object.assign(globalThis, { [Symbol.for(bridge)]: runtime })
const runtimeUrl = dataUrl(
  Object.keys(runtime)
    .map((name) => `export const ${name} = globalThis[Symbol.for('${bridge}')].${name}`)
    .join('\n'),
)

function dataUrl(source: string): string {
  return `data:text/javascript,${encodeURIComponent(source)}`
}

export function sourceOf(tree: MappingTree, file = `mappings/${tree.destination}.json`): string {
  return generate(tree, { runtime: runtimeUrl, file, hash: '' })
}

export async function imported(source: string): Promise<Make> {
  const { default: make } = await import(/* @vite-ignore */ dataUrl(source))
  return make
}

/** The program that a mapping's module makes. */
export async function generated(
  tree: MappingTree,
  functions: Readonly<Record<string, OwnFunction>> = {},
): Promise<MappingProgram> {
  return (await imported(sourceOf(tree)))(functions)
}
