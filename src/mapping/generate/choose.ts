import type { Condition, MappingTree, RuleTree } from '../ast.js'
import { quietSource, whenSource } from './condition.js'
import { Counts } from './counts.js'
import type { Scribe } from './scribe.js'
import { literal } from './source.js'

/** A rule, and what is left to ask of an event that came this far. */
interface Candidate {
  /** The constant that holds the rule. */
  rule: string
  when: readonly Condition[]
}

/** So many names in a row are looked up, rather than compared one by one. */
const manyNames = 3

/** Writes the function `choose`: first by the type of the call, then the rules that may take it in their order. */
export function chooseSource({ rules }: MappingTree, names: readonly string[], scribe: Scribe) {
  const all = rules.map(({ when }, index): Candidate => ({ rule: names[index] ?? '', when }))
  const byList = new Map<string, { types: string[]; candidates: Candidate[] }>()
  for (const type of typesOf(rules)) {
    const candidates = taking(all, type)
    const key = JSON.stringify(candidates)
    const known = byList.get(key) ?? { types: [], candidates }
    byList.set(key, { ...known, types: [...known.types, type] })
  }
  if (byList.size === 0) return functionSource('function choose(run)', all, scribe)
  const lines = [...byList.values()].map(({ types, candidates }) => {
    const test = types.map((type) => `event.type === ${literal(type)}`).join(' || ')
    return `if (${test}) return ${chosen(types.join(' '), candidates, scribe)}`
  })
  lines.push(`return ${chosen('others', taking(all, undefined), scribe)}`)
  scribe.function(
    () => 'function choose(run)',
    undefined,
    () => scribe.add('const { event } = run', ...lines),
  )
}

/** The call types that rules name, in the order of the rules. */
function typesOf(rules: readonly RuleTree[]): ReadonlySet<string> {
  const types = rules.flatMap(({ when }) => when.flatMap((condition) => typesIn(condition) ?? []))
  return new Set(types)
}

/** The call types that a condition leaves; undefined where it is no such condition. */
function typesIn({ path, test }: Condition): string[] | undefined {
  return path.text === 'type' ? textsIn(test) : undefined
}

/** The names of events that a rule asks for, where it asks for nothing else. */
function namesIn({ when: [condition, ...others] }: Candidate): string[] | undefined {
  if (condition?.path.text !== 'event' || others.length > 0) return undefined
  return textsIn(condition.test)
}

function textsIn(test: Condition['test']): string[] | undefined {
  const values = test.kind === 'equals' ? [test.value] : test.kind === 'oneOf' ? test.values : []
  const texts = values.filter((value) => typeof value === 'string')
  return texts.length > 0 && texts.length === values.length ? texts : undefined
}

/** The rules that may take a call of this type, or of none that is named, up to one that takes all. */
function taking(all: readonly Candidate[], type: string | undefined): Candidate[] {
  const candidates: Candidate[] = []
  for (const { rule, when } of all) {
    const types = when.map(typesIn)
    if (types.some((some) => some !== undefined && !(type !== undefined && some.includes(type))))
      continue
    const left = when.filter((_, index) => types[index] === undefined)
    candidates.push({ rule, when: left })
    if (left.length === 0) break
  }
  return candidates
}

/** The expression of the rule that takes an event: a constant, or what a function says. */
function chosen(hint: string, candidates: readonly Candidate[], scribe: Scribe): string {
  const [first] = candidates
  if (first === undefined) return 'undefined'
  if (first.when.length === 0) return first.rule
  const name = scribe.name(`choose ${hint}`)
  functionSource(`function ${name}(run)`, candidates, scribe)
  return `${name}(run)`
}

function functionSource(head: string, candidates: readonly Candidate[], scribe: Scribe): void {
  const asked = candidates.flatMap(({ when }) => when)
  scribe.function(
    () => head,
    new Counts([], asked),
    () => {
      scribe.frame.begin()
      candidatesSource(candidates, scribe)
    },
  )
}

function candidatesSource(candidates: readonly Candidate[], scribe: Scribe): void {
  for (let place = 0; place < candidates.length; ) {
    const named = namedFrom(candidates, place)
    if (named.length >= manyNames) {
      lookUpSource(named, scribe)
      place += named.length
      continue
    }
    const { rule, when } = candidates[place] as Candidate
    const tests = whenSource(when, scribe)
    scribe.add(tests === '' ? `return ${rule}` : `if (${tests}) return ${rule}`)
    place++
  }
  if (candidates.at(-1)?.when.length !== 0) scribe.add('return undefined')
}

/** The rules from this place on that ask for names of events alone. */
function namedFrom(candidates: readonly Candidate[], place: number): readonly Candidate[] {
  const others = candidates.findIndex((one, at) => at >= place && namesIn(one) === undefined)
  return candidates.slice(place, others < 0 ? undefined : others)
}

function lookUpSource(named: readonly Candidate[], scribe: Scribe): void {
  const rules = new Map<string, string>()
  for (const candidate of named) {
    for (const name of namesIn(candidate) ?? []) {
      if (!rules.has(name)) rules.set(name, candidate.rule)
    }
  }
  const entries = [...rules].map(([name, rule]) => `[${literal(name)}, ${rule}]`)
  const byName = scribe.constant('by_name', `new Map([${entries.join(', ')}])`)
  const [{ path }] = (named[0] as Candidate).when as [Condition]
  const rule = scribe.name('rule')
  scribe.add(`const ${rule} = ${byName}.get(${quietSource(path, scribe)})`)
  scribe.add(`if (${rule} !== undefined) return ${rule}`)
}
