import { CrosswalkError, type Problem } from '../errors.js'
import { own } from '../event/values.js'
import { didYouMean } from '../nearest.js'
import { zodProblems } from '../zod-problems.js'
import type { ActionTree, MappingTree, RuleTree } from './ast.js'
import { type ActionFile, type MappingFile, mappingFile } from './format.js'
import { parseConditions } from './parse-condition.js'
import { parseObject } from './parse-object.js'
import { type Parsing, readPath } from './parsing.js'

/** What the file may refer to in its module. */
export interface ModuleNames {
  actions: readonly string[]
  /** Settings that are no secrets. */
  settings: readonly string[]
}

/** Reads a mapping file. Throws a CrosswalkError that lists every problem with its place. */
export function parseMapping(file: unknown, module: ModuleNames): MappingTree {
  const outline = mappingFile.safeParse(file)
  if (!outline.success) {
    const found = zodProblems(outline.error, 'MAPPING_INVALID', '', mappingFile)
    throw new CrosswalkError(found.map((problem) => inFile(own(file, 'destination'), problem)))
  }
  const mapping = outline.data
  const parsing: Parsing = {
    tables: mapping.tables ?? {},
    parts: mapping.parts ?? {},
    settings: module.settings,
    bindings: [],
    problems: [],
    open: [],
  }
  const rules = mapping.rules.map((rule, index) =>
    parseRule(rule, `rules[${index}]`, module, parsing),
  )
  const doubled = rules.find(
    (rule, index) => rules.findIndex(({ name }) => name === rule.name) < index,
  )
  if (doubled !== undefined) {
    parsing.problems.push({ path: 'rules', message: `two rules are named "${doubled.name}"` })
  }
  if (parsing.problems.length > 0) {
    throw new CrosswalkError(
      parsing.problems.map(
        (problem): Problem => inFile(mapping.destination, { code: 'MAPPING_INVALID', ...problem }),
      ),
    )
  }
  return {
    destination: mapping.destination,
    version: mapping.version,
    ...(mapping.apiVersion === undefined ? {} : { apiVersion: mapping.apiVersion }),
    rules,
    bindings: parsing.bindings,
  }
}

function inFile(slug: unknown, problem: Problem): Problem {
  const file = typeof slug === 'string' ? `mappings/${slug}.json` : 'mapping file'
  return { ...problem, path: `${file} ${problem.path}`.trimEnd() }
}

function parseRule(
  rule: MappingFile['rules'][number],
  path: string,
  module: ModuleNames,
  parsing: Parsing,
): RuleTree {
  if ((rule.emit === undefined) === (rule.skip === undefined)) {
    parsing.problems.push({ path, message: 'a rule has either "emit" or "skip"' })
  }
  return {
    name: rule.name,
    when: parseConditions(rule.when, `${path}.when`, [], parsing),
    ...(rule.skip === undefined ? {} : { skip: rule.skip }),
    emit: (rule.emit ?? []).map((action, index) =>
      parseAction(action, `${path}.emit[${index}]`, module, parsing),
    ),
  }
}

function parseAction(
  { action, when, each, ...object }: ActionFile,
  path: string,
  module: ModuleNames,
  parsing: Parsing,
): ActionTree {
  if (!module.actions.includes(action)) {
    const hint = didYouMean(action, module.actions)
    parsing.problems.push({
      path: `${path}.action`,
      message: `the module declares no action "${action}"${hint}`,
    })
  }
  const list = each === undefined ? undefined : readPath(each, `${path}.each`, [], parsing)
  return {
    action,
    when: parseConditions(when, `${path}.when`, [], parsing),
    ...(list === undefined ? {} : { each: list }),
    object: parseObject(object, path, '', [], parsing),
  }
}
