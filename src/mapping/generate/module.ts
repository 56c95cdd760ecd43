/**
 * A mapping as the source of a JavaScript module that means what `interpret`
 * means: rules are conditions in a row, every field is a variable, and no
 * object of the AST is walked. What is rare is left to the functions of the interpreter.
 */
import type { ActionTree, Condition, MappingTree, ObjectTree, Path, RuleTree } from '../ast.js'
import { callTypesOf } from '../program.js'
import { nodesIn } from '../visit.js'
import { conditionSource } from './condition.js'
import { objectSource } from './object.js'
import { Scribe } from './scribe.js'
import { comment, literal } from './source.js'

/** The module's text. `runtime` is where it imports from; `file` names the mapping in its head. */
export function generate(
  tree: MappingTree,
  { runtime, file }: { runtime: string; file: string },
): string {
  const scribe = new Scribe(tree)
  const rules = tree.rules.map((rule) => ruleSource(rule, scribe))
  const types = callTypesOf(tree)
  scribe.function('function choose(run)', () => {
    scribe.prefixes(tree.rules.flatMap(({ when }) => when.map(({ path }) => path)))
    tree.rules.forEach(({ when }, index) => {
      const tests = allOf(when, scribe)
      scribe.add(tests === '' ? `return ${rules[index]}` : `if (${tests}) return ${rules[index]}`)
    })
    if (tree.rules.every(({ when }) => when.length > 0)) scribe.add('return undefined')
  })
  return `${comment(`Written from ${file}; do not edit.`)}
import * as r from ${literal(runtime)}

const as = r.typedAs
const bindings = ${literal(tree.bindings)}
const types = ${types === undefined ? 'undefined' : `new Set(${literal([...types])})`}

export default (functions) => {
${scribe.hoisted()}
  return r.programOf({
    destination: ${literal(tree.destination)},
    version: ${literal(tree.version)},
    bindings,
    types,
    choose,
  })
}
`
}

/** Writes a rule as a constant, and gives its name. */
function ruleSource({ name, skip, emit }: RuleTree, scribe: Scribe): string {
  const rule = scribe.name(`rule ${name}`)
  const writers = emit.map((action) => actionSource(action, scribe))
  scribe.function(`const ${rule} =`, () => {
    scribe.add(`name: ${literal(name)},`)
    scribe.add(`skip: ${literal(skip)},`)
    scribe.block('emit(run, actions)', () => {
      for (const writer of writers) scribe.add(`${writer}(run, actions)`)
    })
  })
  return rule
}

function actionSource({ action, when, each, object }: ActionTree, scribe: Scribe): string {
  const name = scribe.name(action)
  scribe.function(`function ${name}(run, actions)`, () => {
    scribe.prefixes([...when.map(({ path }) => path), ...pathsIn(object)])
    const tests = allOf(when, scribe)
    if (tests !== '') scribe.add(`if (!(${tests})) return`)
    const one = () => {
      scribe.add('r.untake(run, 0)')
      const payload = objectSource(object, scribe)
      scribe.add(`r.push(${literal(action)}, ${payload}, run, actions)`)
    }
    if (each === undefined) return one()
    const list = scribe.constant('read', `r.reader(${literal(each)})`)
    const settle = scribe.constant('quiet', `r.quiet(${literal(each)})`)
    scribe.add(comment(`one for each of ${each.text}`))
    scribe.add(`const list = ${settle}(${list}(run))`, 'if (!Array.isArray(list)) return')
    scribe.block('for (let index = 0; index < list.length; index++)', () => {
      scribe.add('if (!Object.hasOwn(list, index)) continue')
      scribe.add('run.item = list[index]', 'run.index = index')
      one()
    })
    scribe.add('run.item = undefined', 'run.index = 0')
  })
  return name
}

/** What an action reads as it stands, with repetitions. */
function pathsIn(object: ObjectTree): Path[] {
  return [...nodesIn(object)].flatMap(({ source, when, required }) => [
    ...(source.kind === 'path' ? [source.path] : []),
    ...when.map(({ path }) => path),
    ...(Array.isArray(required) ? required.map(({ path }) => path) : []),
  ])
}

function allOf(when: readonly Condition[], scribe: Scribe): string {
  return when.map((condition) => conditionSource(condition, scribe)).join(' && ')
}
