import type { Argument, Step } from '../ast.js'
import { namesSource } from './condition.js'
import { nodeSource } from './node.js'
import type { Scribe } from './scribe.js'
import { literal } from './source.js'

/** The name of a constant that is a step at work. */
export function stepSource({ name, argument }: Step, scribe: Scribe): string {
  if (name.startsWith('own.')) {
    const own = name.slice('own.'.length)
    return scribe.constant(name, `r.ownStep(functions[${literal(own)}])`)
  }
  const ready = argumentSource(argument, scribe)
  return scribe.constant(name, `r.builtIn(${literal(name)}${ready === '' ? '' : `, { ${ready} }`})`)
}

export function chainSource(steps: readonly Step[], scribe: Scribe): string {
  return `r.chain([${steps.map((step) => stepSource(step, scribe)).join(', ')}])`
}

function argumentSource(argument: Argument, scribe: Scribe): string {
  switch (argument.kind) {
    case 'none':
      return ''
    case 'plain':
      return `plain: ${literal(argument.value)}`
    case 'names':
      return `names: (run) => ${namesSource(argument.names, scribe)}`
    case 'table':
      return `lookUp: r.lookUpIn(${literal(argument.table)})`
    case 'steps':
      return `steps: ${chainSource(argument.steps, scribe)}`
    case 'source':
      return `source: ${literal(argument.path)}`
    case 'node': {
      const element = scribe.name('element')
      scribe.function(`function ${element}(run)`, () => {
        scribe.prefixes([])
        const value = nodeSource(argument.node, scribe)
        const unmet = argument.node.required === 'parent'
        scribe.add(unmet ? `return ${value} === r.UNMET ? undefined : ${value}` : `return ${value}`)
      })
      return `node: ${element}`
    }
  }
}
