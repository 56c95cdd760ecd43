/**
 * A mapping as the source of a JavaScript module that means what `interpret`
 * means: rules are conditions in a row, every field is a variable, and no
 * object of the AST is walked. What is rare is left to the functions of the interpreter.
 */

import type { ActionTree, MappingTree, RuleTree } from '../ast.js'
import { callTypesOf } from '../program.js'
import * as runtime from '../runtime.js'
import { chooseSource } from './choose.js'
import { whenSource } from './condition.js'
import { Counts } from './counts.js'
import { objectSource } from './object.js'
import { Scribe } from './scribe.js'
import { comment, literal } from './source.js'

interface Origin {
  /** Where the program imports from. */
  runtime: string
  /** The mapping, for people. */
  file: string
  hash: string
}

/** The text of a module that gives a program: see `WrittenProgram`. */
export function generate(tree: MappingTree, { runtime: from, file, hash }: Origin): string {
  return `${comment(`Written from ${file}; do not edit.`)}
${importSource(from)}

export const hash = ${literal(hash)}

export default ${programSource(tree)}
`
}

/** The functions that a program calls. Each by its name: members of a module's namespace cost a fifth of a mapping. */
export function importSource(from: string): string {
  return `import { ${Object.keys(runtime).join(', ')} } from ${literal(from)}`
}

/** A program as an expression, for a module that has these imports. */
export function programSource(tree: MappingTree): string {
  const scribe = new Scribe(tree, false)
  const source = write(tree, scribe)
  return scribe.walked ? write(tree, new Scribe(tree, true)) : source
}

function write(tree: MappingTree, scribe: Scribe): string {
  const rules = tree.rules.map((rule) => ruleSource(rule, scribe))
  const taken = callTypesOf(tree)
  chooseSource(tree, rules, scribe)
  const types = taken === undefined ? 'undefined' : `new Set(${literal([...taken])})`
  // In brackets: V8 compiles it at once, rather than first read all of it and compile it when it is called.
  return `(function (functions) {
  const bindings = ${literal(tree.bindings)}
  const types = ${types}
${scribe.hoisted()}
  return programOf({
    destination: ${literal(tree.destination)},
    version: ${literal(tree.version)},
    bindings,
    types,
    settle: (settings) => [${scribe.settled.join(', ')}],
    choose,
  })
})`
}

/** Writes a rule as a constant, and gives its name. */
function ruleSource({ name, skip, emit }: RuleTree, scribe: Scribe): string {
  const rule = scribe.name(`rule ${name}`)
  const writers = emit.map((action) => actionSource(action, scribe))
  scribe.function(
    () => `const ${rule} =`,
    undefined,
    () => {
      scribe.add(`name: ${literal(name)},`)
      scribe.add(`skip: ${literal(skip)},`)
      scribe.block('emit(run, actions)', () => {
        for (const writer of writers) scribe.add(`${writer}(run, actions)`)
      })
    },
  )
  return rule
}

function actionSource(tree: ActionTree, scribe: Scribe): string {
  const { action, when, each, object } = tree
  const name = scribe.name(action)
  scribe.function(
    () => `function ${name}(run, actions)`,
    Counts.of(tree),
    () => {
      const tests = whenSource(when, scribe)
      if (tests !== '') scribe.add(`if (!(${tests})) return`)
      scribe.frame.begin()
      const one = () => {
        scribe.add('untake(run, 0)')
        const payload = objectSource(object, scribe)
        scribe.add(`push(${literal(action)}, ${payload}, run, actions)`)
      }
      if (each === undefined) return one()
      const list = scribe.constant('read', `reader(${literal(each)})`)
      const settle = scribe.constant('quiet', `quiet(${literal(each)})`)
      scribe.add(comment(`one for each of ${each.text}`))
      scribe.add(`const list = ${settle}(${list}(run))`, 'if (!Array.isArray(list)) return')
      scribe.block('for (let index = 0; index < list.length; index++)', () => {
        scribe.add('if (!Object.hasOwn(list, index)) continue')
        scribe.add('run.item = list[index]', 'run.index = index')
        one()
      })
      scribe.add('run.item = undefined', 'run.index = 0')
    },
  )
  return name
}
