import assert from 'node:assert/strict'
import { errorCodes } from '../errors.js'
import { toId } from '../event/ids.js'
import { own } from '../event/values.js'
import { skipReasons, warningCodes } from '../result.js'
import { isGiven, itemsOf, type Mapping, NOW, type Sample, type Scene } from './scene.js'
import { freezeAll, objectsIn, sharedObject } from './walk.js'

type Cases = Record<string, (scene: Scene) => void>

/** The rules about what `map` gives. */
export const resultCases: Cases = {
  'every event gives exactly one result per connection, and nothing throws': (scene) => {
    const router = scene.router([scene.connect('one'), scene.connect('two')])
    for (const { sample, results } of scene.map(router)) {
      const ids = results.map(({ connection }) => connection)
      assert.deepEqual(ids, ['one', 'two'], `for "${sample.name}"`)
      for (const result of results) {
        assert.equal(result.destination, scene.destination.slug)
        assert.equal(result.ref, sample.ref)
        assert.match(result.mapping, new RegExp(`^${scene.destination.slug}@\\d+\\.\\d+\\.\\d+`))
      }
    }
  },

  'some of the given events are mapped, and the module throws for none': (scene) => {
    const mappings = scene.mapped()
    for (const { sample, results } of mappings) {
      for (const result of results) {
        if (result.outcome !== 'failed') continue
        assert.notEqual(result.error.code, 'DESTINATION_BUG', `for "${sample.name}"`)
      }
    }
    assert.ok(
      itemsOf(mappings).some(({ sample }) => isGiven(sample)),
      'not one of the given events gave an item: the other cases then show nothing',
    )
  },

  'explain tells what map gives, and throws for nothing': (scene) => {
    const router = scene.router()
    for (const { sample, results } of scene.mapped()) {
      const trace = router.explain(sample.event, 'one', { ref: sample.ref, now: NOW })
      const [result] = results
      assert.equal(trace.outcome, result?.outcome, `for "${sample.name}"`)
      assert.deepEqual(JSON.parse(JSON.stringify(trace)), trace, `for "${sample.name}"`)
      if (result?.outcome !== 'mapped') continue
      assert.deepEqual(trace.items, result.items, `for "${sample.name}"`)
      assert.deepEqual(trace.altered, result.warnings, `for "${sample.name}"`)
    }
  },

  'results are JSON and nothing else': (scene) => {
    for (const { sample, results } of scene.mapped()) {
      assert.deepEqual(JSON.parse(JSON.stringify(results)), results, `for "${sample.name}"`)
    }
  },

  'events are not changed': (scene) => {
    const router = scene.router()
    const before = scene.samples.map(({ event }) => objectsIn(event))
    scene.map(router)
    for (const [index, { name, event }] of scene.samples.entries()) {
      assert.ok(sameObjects(before[index], objectsIn(event)), `"${name}" was changed`)
    }
  },

  'a frozen event gives what the same event gives unfrozen': (scene) => {
    const router = scene.router()
    const plain = scene.samples.filter(({ event }) => isJson(event))
    const frozen = plain.map((sample) => ({
      ...sample,
      event: freezeAll(structuredClone(sample.event)),
    }))
    assert.deepEqual(outcomes(scene.map(router, frozen)), outcomes(scene.map(router, plain)))
  },

  'the same event gives the same result, whatever came before': (scene) => {
    const router = scene.router()
    const first = scene.mapped()
    same(scene.map(router), first, 'in another router')
    same(scene.map(router), first, 'the second time')
    const reversed = scene.map(scene.router(), [...scene.samples].reverse()).reverse()
    same(reversed, first, 'in another router and the other order')
  },

  'item keys read <action>#<n>, and are unique within the result': (scene) => {
    for (const { sample, results } of scene.mapped()) {
      const keys = itemsOf([{ sample, results }]).map(({ item }) => item.key)
      assert.equal(new Set(keys).size, keys.length, `for "${sample.name}": ${keys.join(', ')}`)
      for (const key of keys) {
        const action = /^(.+)#\d+$/.exec(key)?.[1] ?? ''
        assert.ok(Object.hasOwn(scene.destination.actions, action), `"${key}" is no action's`)
      }
    }
  },

  'a mapped result has items, each for an endpoint that is declared': (scene) => {
    const mappings = scene.mapped()
    for (const { sample, results } of mappings) {
      for (const result of results) {
        if (result.outcome === 'mapped') assert.ok(result.items.length > 0, `"${sample.name}"`)
      }
    }
    for (const { item, sample } of itemsOf(mappings)) {
      const declared = Object.hasOwn(scene.destination.endpoints, item.endpoint)
      assert.ok(declared, `"${item.endpoint}" is not declared, for "${sample.name}"`)
    }
  },

  'dedupe keys are there, unique within the result, and stable': (scene) => {
    const now = scene.mapped()
    // A minute, so that few events grow too old for their vendor meanwhile.
    const later = new Map(
      itemsOf(scene.map(scene.router(), scene.samples, NOW + 60_000)).map(({ item, sample }) => [
        `${sample.ref} ${item.key}`,
        item.dedupeKey,
      ]),
    )
    for (const { item, sample } of itemsOf(now)) {
      assert.ok(item.dedupeKey.trim() !== '', `none for "${sample.name}"`)
      const key = later.get(`${sample.ref} ${item.key}`) ?? item.dedupeKey
      assert.equal(key, item.dedupeKey, `moves for "${sample.name}"`)
    }
    for (const { sample, results } of now) {
      const keys = itemsOf([{ sample, results }]).map(({ item }) => item.dedupeKey)
      assert.equal(new Set(keys).size, keys.length, `doubled for "${sample.name}"`)
    }
  },

  'an order key is there where the endpoint orders by user and the event has an id': (scene) => {
    for (const { item, sample } of itemsOf(scene.mapped())) {
      const ordered = scene.destination.endpoints[item.endpoint]?.ordering === 'user'
      const expected = ordered && hasId(sample)
      assert.equal(item.orderKey !== null, expected, `for "${sample.name}"`)
      assert.notEqual(item.orderKey, '', `for "${sample.name}"`)
    }
  },

  'bodies share no object with the event, the settings, the mapping or each other': (scene) => {
    const router = scene.router()
    const kept = [scene.settings, scene.destination.mapping, router.connections.get('one')?.inside]
    const twice = scene.map(router)
    const seen = new Set<object>()
    for (const { item, sample } of [...itemsOf(scene.map(router)), ...itemsOf(twice)]) {
      assert.equal(sharedObject(item.body, sample.event), undefined, `with "${sample.name}"`)
      for (const object of objectsIn(item.body).keys()) {
        assert.ok(!seen.has(object), `bodies share an object, for "${sample.name}"`)
        seen.add(object)
      }
    }
    for (const object of objectsIn(kept).keys()) {
      assert.ok(!seen.has(object), 'a body holds an object of the settings or the mapping')
    }
  },

  'warnings, reasons and errors have codes of the closed tables': (scene) => {
    for (const { sample, results } of scene.mapped()) {
      for (const result of results) {
        if (result.outcome === 'skipped') {
          assert.ok(Object.hasOwn(skipReasons, result.reason), `${result.reason}: ${sample.name}`)
        } else if (result.outcome === 'failed') {
          assert.ok(Object.hasOwn(errorCodes, result.error.code), `${result.error.code}`)
          assert.ok(result.error.message !== '', `no message for "${sample.name}"`)
        } else {
          for (const { code } of result.warnings) {
            assert.ok(Object.hasOwn(warningCodes, code), `${code}: ${sample.name}`)
          }
        }
      }
    }
  },

  'two connections do not influence each other': (scene) => {
    const both = scene.map(scene.router([scene.connect('one'), scene.connect('two')]))
    for (const [place, id] of ['one', 'two'].entries()) {
      const alone = scene.map(scene.router([scene.connect(id)]))
      const beside = both.map(({ sample, results }) => ({
        sample,
        results: results.slice(place, place + 1),
      }))
      same(beside, alone, `of connection "${id}" beside another`)
    }
  },
}

function outcomes(mappings: readonly Mapping[]) {
  return mappings.map(({ results }) => results)
}

function same(mappings: readonly Mapping[], expected: readonly Mapping[], when: string): void {
  for (const [index, { sample, results }] of mappings.entries()) {
    assert.deepEqual(results, expected[index]?.results, `another result ${when}: "${sample.name}"`)
  }
}

function sameObjects(
  before: ReturnType<typeof objectsIn> | undefined,
  after: ReturnType<typeof objectsIn>,
): boolean {
  if (before === undefined || before.size !== after.size) return false
  for (const [object, members] of before) {
    const found = after.get(object)
    if (found?.length !== members.length) return false
    for (const [index, [key, value]] of members.entries()) {
      const [otherKey, other] = found[index] ?? []
      if (otherKey !== key || !Object.is(other, value)) return false
    }
  }
  return true
}

function isJson(event: unknown): boolean {
  try {
    assert.deepEqual(JSON.parse(JSON.stringify(event)), event)
    return true
  } catch {
    return false
  }
}

/** Ids as the core reads them: what a client writes when it has none is none. */
function hasId({ event }: Sample): boolean {
  const device = own(own(own(event, 'context'), 'device'), 'id')
  return [own(event, 'anonymousId'), own(event, 'userId'), device].some(
    (id) => toId(id) !== undefined,
  )
}
