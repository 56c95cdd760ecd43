import type { OwnFunction } from '../../src/mapping/own-step.js'
import type { ModuleNames } from '../../src/mapping/parse.js'
import type { Json } from './mapping/drawing.js'

/** One rule with a text at one place, and what of the file, its module and an event belongs to it. */
export interface Placed {
  /** The keys of the rule's action. */
  action?: Json
  rule?: Json
  file?: Json
  names?: Partial<ModuleNames>
  functions?: Record<string, OwnFunction>
  settings?: Json
  properties?: Json
}

export type Place = (text: string) => Placed

/** A field, with a field before it that is always there. */
const field = (x: unknown, rest: Placed = {}): Placed => ({
  action: { fields: { always: { value: true }, x } },
  ...rest,
})
const step = (as: unknown, a: unknown = 'a', rest: Placed = {}): Placed =>
  field({ from: 'properties.a', as }, { properties: { a }, ...rest })
const where = (when: Json, a: unknown): Placed =>
  field({ value: 'held', when }, { properties: { a } })

const constants: Record<string, Place> = {
  'a constant': (text) => field({ value: text }),
  'a constant within': (text) => field({ value: { [text]: [text, { [text]: text }] } }),
  'a default': (text) => field({ from: 'properties.none', default: text }),
  'a default within': (text) => field({ from: 'properties.none', default: { [text]: [text] } }),
  'a blank': (text) => field({ list: ['properties.none', 'type'], blank: { [text]: [text] } }),
  'a pair': (text) => field({ pair: { key: { value: text }, value: { value: text } } }),
  'a note that is said': (text) => field({ from: 'properties.none', warn: 'TEXT_CUT', note: text }),
  'a note': (text) => field({ value: 1, note: text }),
}

const paths: Record<string, Place> = {
  'a path': (text) => field(`properties.${text}`, { properties: { [text]: text } }),
  'paths with a common start': (text) => ({
    action: { fields: { x: `properties.${text}.b`, y: `properties.${text}.c` } },
    properties: { [text]: { b: text, c: [text] } },
  }),
  'a path into a list': (text) =>
    field(`properties.${text}[].${text}`, { properties: { [text]: [{ [text]: text }] } }),
  'a required path': (text) => field({ from: `properties.${text}`, required: true }),
  'an element': (text) => step({ each: `item.${text}` }, [{ [text]: text }]),
  'a list of an action': (text) => ({
    action: { each: `properties.${text}`, fields: { x: 'item' } },
    properties: { [text]: ['a', 'b'] },
  }),
  'a field above': (text) => ({
    action: { fields: { [text]: { value: 1 }, z: `out.${text}` } },
  }),
  'a path in a condition': (text) =>
    field({
      value: 1,
      when: { [`properties.${text}`]: { exists: false } },
      required: { [`traits.${text}`]: 'a' },
    }),
  'a path that is not unread': (text) => ({
    action: { fields: { z: `properties.${text}` }, rest: { from: 'properties', as: 'unread' } },
    properties: { [text]: text, left: 'left' },
  }),
}

const templates: Record<string, Place> = {
  'a template': (text) => field({ template: text }),
  'text in a template': (text) => field({ template: `a ${text} {{event}}` }),
  'a path in a template': (text) =>
    field({ template: `{{properties.[${text}]}}` }, { properties: { [text]: text } }),
  'a bare path in a template': (text) => field({ template: `{{properties.${text}}}` }),
}

const objects: Record<string, Place> = {
  'a field': (text) => ({ action: { fields: { [text]: 'type' } } }),
  'a field that is not there': (text) => ({
    action: { fields: { [text]: { from: 'properties.none', required: true } } },
  }),
  'fields within': (text) => ({
    action: { fields: { [text]: { fields: { [text]: { list: [{ value: text }] } } } } },
  }),
  needs: (text) => ({ action: { fields: { [text]: 'properties.none' }, needs: [text] } }),
  'a field beside a rest': (text) => ({
    action: { fields: { [text]: 'type' }, rest: 'properties', max: 1 },
    properties: { [text]: 1, a: 2 },
  }),
  'the name of an element': (text) =>
    step({ each: { fields: { [text]: { from: 'item', as: { cut: 1 } } } } }, ['ab', 'c']),
  'a node that is written twice': (text) => {
    const x = {
      fields: { [text]: { from: 'properties.a', as: ['lower', { replace: { a: text } }] } },
    }
    return {
      action: { fields: { [text]: { value: 1 }, x: [x, x] } },
      properties: { a: 'A' },
    }
  },
}

const conditions: Record<string, Place> = {
  'a value of a condition': (text) => where({ 'properties.a': text }, text),
  'values of a condition': (text) => where({ 'properties.a': [text, 'b'] }, text),
  'a value that must not be': (text) => where({ 'properties.a': { not: text } }, 'a'),
  'values that must not be': (text) => where({ 'properties.a': { not: [text] } }, text),
  'a list of a condition': (text) => where({ 'properties.a': { in: [text] } }, text),
  'a list that must not have it': (text) =>
    where({ 'properties.a': { not: { in: [text] } } }, text),
  'a condition of a requirement': (text) =>
    field(
      { from: 'properties.none', required: { 'properties.a': text } },
      { properties: { a: text } },
    ),
  'a condition of an action': (text) => ({
    action: { when: { 'properties.a': text }, fields: { x: 'type' } },
    properties: { a: text },
  }),
  'a condition of a rule': (text) => ({
    rule: { when: { 'properties.a': { in: [text] } } },
    ...field('type'),
  }),
}

const tables: Record<string, Place> = {
  'a table': (text) =>
    step({ table: 'look up' }, text, {
      file: { tables: { 'look up': { [text]: { [text]: text } } } },
    }),
  'the name of a table': (text) =>
    step({ table: text }, 'a', { file: { tables: { [text]: { a: 'b' } } } }),
  'a set': (text) => step({ only: 'set' }, text, { file: { tables: { set: [text] } } }),
  'the names of a table': (text) =>
    step({ pick: 'names' }, { [text]: 1 }, { file: { tables: { names: { [text]: 1 } } } }),
  'names to pick': (text) => step({ pick: [text] }, { [text]: text, other: 1 }),
  'names to omit': (text) => step({ omit: [text] }, { [text]: text, other: 1 }),
  'texts to take': (text) => step({ only: [text] }, text),
  'texts to refuse': (text) => step({ except: [text] }, text),
}

const steps: Record<string, Place> = {
  'a mark before': (text) => step({ before: text }, `start${text}end`),
  'a mark after': (text) => step({ after: text }, `${text}end`),
  replacements: (text) => step({ replace: { [text]: `<${text}>` } }, `a${text}b`),
  'a replacement by it': (text) => step({ replace: { a: text } }, 'aba'),
  characters: (text) => step({ clean: text }, `a${text}b`),
  'first and other characters': (text) => step({ clean: ['a-z', text] }, `a${text}b`),
  'names of numbers': (text) => step({ total: [text, text] }, [{ [text]: 3 }]),
  'steps within': (text) => step({ keys: { replace: { a: text } } }, { a: text }),
  'steps that hash': (text) => step({ hashed: ['trim', { replace: { a: text } }] }, 'a'),
}

const modules: Record<string, Place> = {
  'a function of the module': (text) =>
    step(`own.${text}`, 'a', {
      names: { functions: [text] },
      functions: { [text]: (value) => `${value} of ${text}` },
    }),
  'an action': (text) => ({
    action: { action: text, fields: { x: 'type' } },
    names: { actions: [text] },
  }),
  'a setting': (text) => field(`settings.${text}`, setting(text)),
  'what is in a setting': (text) =>
    field(`settings.deep.${text}`, { ...setting('deep'), settings: { deep: { [text]: text } } }),
  'a setting that is a template': (text) =>
    field({ template: { from: `settings.${text}` } }, setting(text)),
  'a setting that is a path': (text) => field({ at: `settings.${text}` }, setting(text)),
  'a setting that is a list': (text) => step({ omit: `settings.${text}` }, { a: 1 }, setting(text)),
  'a setting that is a table': (text) => step({ table: `settings.${text}` }, 'a', setting(text)),
}

function setting(name: string): Placed {
  return {
    names: { settings: [name] },
    settings: { [name]: 'properties.a' },
    properties: { a: 'a' },
  }
}

const file: Record<string, Place> = {
  'the name of a rule': (text) => ({ rule: { name: text }, ...field('type') }),
  'the destination': (text) => ({ file: { destination: text }, ...field('type') }),
  'the title': (text) => ({ file: { title: text }, ...field('type') }),
  'the version of the API': (text) => ({ file: { apiVersion: text }, ...field('type') }),
  'the schema': (text) => ({ file: { $schema: text }, ...field('type') }),
  'a part': (text) =>
    field({ part: text }, { file: { parts: { [text]: { from: 'type', as: 'lower' } } } }),
  'a part that is used': (text) => ({
    action: { use: [text] },
    file: { parts: { [text]: { fields: { [`used ${text}`]: 'type' } } } },
  }),
}

/** Where a mapping takes any text but for what JavaScript itself gives every object. */
export const open: Readonly<Record<string, Place>> = {
  ...constants,
  ...paths,
  ...templates,
  ...objects,
  ...conditions,
  ...tables,
  ...steps,
  ...modules,
  ...file,
}

/** Where it takes a word of the language or of its module alone. */
export const closed: Readonly<Record<string, Place>> = {
  'a root': (text) => field(`x${text}`),
  'the name of a step': (text) => step(text),
  'the name of a step with an argument': (text) => step({ [text]: 1 }),
  'a form of dates': (text) => step({ date: text }),
  'a function that is not there': (text) => step(`own.${text}`),
  'a warning': (text) => field({ from: 'type', warn: text }),
  'a requirement': (text) => field({ from: 'type', required: text }),
  'a key of a node': (text) => field({ from: 'type', [text]: 1 }),
  'a key of a test': (text) => where({ 'properties.a': { [text]: 1 } }, 'a'),
  'a key of an action': (text) => ({ action: { fields: {}, [text]: 1 } }),
  'a key of a rule': (text) => ({ rule: { [text]: 1 }, ...field('type') }),
  'a key of the file': (text) => ({ file: { [text]: 1 }, ...field('type') }),
  'an action that is not there': (text) => ({ action: { action: text, fields: { x: 'type' } } }),
  'a setting that is not there': (text) => field(`settings.${text}`),
  'a part that is not there': (text) => field({ part: text }),
  'a table that is not there': (text) => step({ table: text }),
  'a field that is not above': (text) => field(`out.${text}`),
  'why nothing is sent': (text) => ({ rule: { skip: text, emit: undefined } }),
  'the version': (text) => ({ file: { version: text }, ...field('type') }),
  'the date of the check': (text) => ({ file: { checked: text }, ...field('type') }),
  'the last day': (text) => ({ file: { sunset: text }, ...field('type') }),
  'an included file': (text) => ({ file: { include: [text] }, ...field('type') }),
}
