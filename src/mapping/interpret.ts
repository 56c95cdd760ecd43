/**
 * The reference meaning of the mapping language: an AST becomes closures, once
 * for all connections of a destination. Nothing becomes source.
 */

import type { ActionTree, Condition, MappingTree, Path } from './ast.js'
import { askedPaths, type Compiling, UNMET } from './compiling.js'
import { condition } from './condition.js'
import { objectWriter } from './object.js'
import type { OwnFunction } from './own-step.js'
import { type Action, callTypesOf, type MappingProgram, programOf, push } from './program.js'
import { quietReader } from './read.js'
import { type Run, untake } from './run.js'
import { plain, type Tools } from './tools.js'

export function interpreter(
  tree: MappingTree,
  functions: Readonly<Record<string, OwnFunction>> = {},
  tools: Tools = plain,
): MappingProgram {
  const compiling: Compiling = { tools, functions, asked: askedPaths(tree) }
  const rules = tree.rules.map((rule) => {
    const writers = rule.emit.map((action) => actionWriter(action, compiling))
    return {
      name: rule.name,
      skip: rule.skip,
      matches: tools.rule(rule, conditions(rule.when)),
      emit(run: Run, actions: Action[]) {
        for (const write of writers) write(run, actions)
      },
    }
  })
  return programOf({
    ...tree,
    types: callTypesOf(tree),
    choose: (run) => rules.find(({ matches }) => matches(run)),
  })
}

function actionWriter(tree: ActionTree, compiling: Compiling) {
  const { action, each } = tree
  const matches = compiling.tools.action(tree, conditions(tree.when))
  const write = compiling.tools.payload(tree, objectWriter(tree.object, compiling))
  const one = (run: Run, actions: Action[]): void => {
    untake(run, 0)
    const payload = write(run)
    push(action, payload === UNMET ? undefined : payload, run, actions)
  }
  if (each === undefined) {
    return (run: Run, actions: Action[]) => {
      if (matches(run)) one(run, actions)
    }
  }
  return eachElement(each, matches, one)
}

function eachElement(
  path: Path,
  matches: (run: Run) => boolean,
  one: (run: Run, actions: Action[]) => void,
) {
  const read = quietReader(path)
  return (run: Run, actions: Action[]) => {
    const list = matches(run) ? read(run) : undefined
    if (!Array.isArray(list)) return
    list.forEach((element, index) => {
      run.item = element
      run.index = index
      one(run, actions)
    })
    run.item = undefined
    run.index = 0
  }
}

function conditions(when: Condition[]): (run: Run) => boolean {
  const tests = when.map(condition)
  return (run) => tests.every((test) => test(run))
}
