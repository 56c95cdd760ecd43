import { CrosswalkError, type Problem } from '../errors.js'
import { copy } from '../event/copy.js'
import { measure } from '../event/measure.js'
import { isObject, own } from '../event/values.js'
import { didYouMean } from '../nearest.js'
import { zodProblems } from '../zod-problems.js'
import type { ActionTree, MappingTree, RuleTree } from './ast.js'
import { type ActionFile, type MappingFile, mappingFile } from './format.js'
import { shared } from './include.js'
import { parseConditions } from './parse-condition.js'
import { parseObject } from './parse-object.js'
import { type Parsing, problem, readPath } from './parsing.js'
import { covers } from './reach.js'

/** What the file may refer to in its module. */
export interface ModuleNames {
  actions: readonly string[]
  /** Settings that are no secrets. */
  settings: readonly string[]
  /** The module's own functions, `own.name` in the file. */
  functions?: readonly string[]
  /** Mapping files whose tables and parts may be included. */
  include?: readonly unknown[]
}

/** Reads a mapping file. Throws a CrosswalkError that lists every problem with its place. */
export function parseMapping(file: unknown, module: ModuleNames): MappingTree {
  const mapping = outlined(file)
  const parsing: Parsing = {
    ...shared(mapping, module.include?.map(copy) ?? []),
    settings: module.settings,
    functions: module.functions ?? [],
    bindings: [],
    open: [],
    lists: [],
  }
  const rules = mapping.rules.map((rule, index) =>
    parseRule(rule, `rules[${index}]`, module, parsing),
  )
  // A condition that could not be read would make a rule look as if it took more.
  if (parsing.problems.length === 0) checkRules(rules, parsing)
  refuse(
    mapping.destination,
    parsing.problems.map((found) => ({ code: 'MAPPING_INVALID', ...found })),
  )
  return {
    destination: mapping.destination,
    version: mapping.version,
    ...(mapping.apiVersion === undefined ? {} : { apiVersion: mapping.apiVersion }),
    rules,
    bindings: parsing.bindings,
  }
}

function outlined(file: unknown): MappingFile {
  const slug = own(file, 'destination')
  if (isObject(file) && measure(file) !== 'fits') {
    const message = 'nested too deeply, or contains itself'
    refuse(slug, [{ code: 'MAPPING_INVALID', path: '', message }])
  }
  // What JSON has no form for, as 1e400 in a file comes to be, would be one thing here and another in source.
  const plain = isObject(file) ? copy(file) : file
  const outline = mappingFile.safeParse(plain)
  // Not what zod gives: that lacks every member named __proto__.
  if (outline.success) return plain as MappingFile
  refuse(slug, zodProblems(outline.error, 'MAPPING_INVALID', '', mappingFile, file))
  throw new Error('a refused mapping file without a problem')
}

/** Throws where there is any problem; one that a part brings to several places is told once. */
function refuse(slug: unknown, problems: readonly Problem[]): void {
  if (problems.length === 0) return
  const file = typeof slug === 'string' ? `mappings/${slug}.json` : 'mapping file'
  const placed = problems.map(({ path, ...rest }) => ({
    ...rest,
    path: path.startsWith('mappings/') ? path : `${file} ${path}`.trimEnd(),
  }))
  const once = new Map(placed.map((found) => [`${found.path} ${found.message}`, found]))
  throw new CrosswalkError([...once.values()])
}

function checkRules(rules: readonly RuleTree[], parsing: Parsing): void {
  rules.forEach(({ name, when }, index) => {
    const before = rules.slice(0, index)
    if (before.some((other) => other.name === name)) {
      problem(parsing, `rules[${index}].name`, `another rule is named "${name}"`)
    }
    const first = before.find((other) => covers(other.when, when))
    if (first === undefined) return
    const message = `is never reached: the rule "${first.name}" before it takes all that this one would`
    problem(parsing, `rules[${index}].when`, message)
  })
}

function parseRule(
  rule: MappingFile['rules'][number],
  path: string,
  module: ModuleNames,
  parsing: Parsing,
): RuleTree {
  if ((rule.emit === undefined) === (rule.skip === undefined)) {
    problem(parsing, path, 'a rule has either "emit" or "skip"')
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
    problem(parsing, `${path}.action`, `the module declares no action "${action}"${hint}`)
  }
  const list = each === undefined ? undefined : readPath(each, `${path}.each`, [], parsing)
  const conditions = parseConditions(when, `${path}.when`, [], parsing)
  if (each !== undefined) parsing.lists.push(each)
  const tree = parseObject(object, path, '', [], parsing)
  if (each !== undefined) parsing.lists.pop()
  return {
    action,
    when: conditions,
    ...(list === undefined ? {} : { each: list }),
    object: tree,
  }
}
