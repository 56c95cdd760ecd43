import assert from 'node:assert/strict'
import set from 'lodash/set.js'
import { accept } from '../accept/index.js'
import { createBatcher } from '../delivery/batch.js'
import { hideOf } from '../delivery/hide.js'
import { mask, type WireRequest } from '../delivery/request.js'
import type { Destination, Endpoint, Limits } from '../destination.js'
import type { Router } from '../router.js'
import { utf8Length } from '../utf8.js'
import { isGiven, itemsOf, type Mapping, NOW, type Scene } from './scene.js'

type Cases = Record<string, (scene: Scene) => void>

/** The rules about wire requests, and about what people get to see of them. */
export const requestCases: Cases = {
  'every item ends in exactly one wire request, in order, within the limits': (scene) => {
    const connections = [scene.connect('one'), scene.connect('two')]
    const router = scene.router(connections)
    checkBatches(scene.destination, router, scene.map(router))
  },

  'so it does where two items fill a request': (scene) => {
    const narrow = limited(scene.destination, (limits) => ({
      ...limits,
      items: Math.min(2, limits.items),
    }))
    const router = scene.router([scene.connect('one', { destination: narrow })])
    checkBatches(narrow, router, scene.map(router))
  },

  'so it does where the bytes of the largest item fill a request': (scene) => {
    const single = limited(scene.destination, (limits) => ({ ...limits, items: 1 }))
    const router = scene.router([scene.connect('one', { destination: single })])
    const largest = new Map<string, number>()
    for (const { endpoint, body, headers } of batches(router, scene.mapped())) {
      // In a form, items grow by more than the text that is counted.
      if (!/json/i.test(headers['Content-Type'] ?? '')) continue
      largest.set(endpoint, Math.max(largest.get(endpoint) ?? 0, utf8Length(body)))
    }
    const small = limited(scene.destination, (limits, name) => {
      const bytes = largest.get(name)
      return bytes === undefined ? limits : { ...limits, bytes: bytes + 2 }
    })
    const narrow = scene.router([scene.connect('one', { destination: small })])
    checkBatches(small, narrow, scene.map(narrow))
  },

  'requests go over https, and a body that says JSON is JSON': (scene) => {
    const router = scene.router()
    for (const request of batches(router, scene.mapped())) {
      for (const shown of [request, mask(request)]) {
        assert.equal(new URL(shown.url).protocol, 'https:', shown.url)
        assert.ok(['POST', 'PUT', 'DELETE'].includes(shown.method), shown.method)
        for (const [name, value] of Object.entries(shown.headers)) {
          assert.match(value, /^[\t\x20-\x7e]+$/, `header ${name} cannot be sent`)
        }
        const type = Object.entries(shown.headers).find(([name]) => /^content-type$/i.test(name))
        if (type !== undefined && /json/i.test(type[1])) JSON.parse(shown.body)
      }
    }
  },

  'the vendor would take every request, and all of it, by its published rules': (scene) => {
    if (scene.acceptor === undefined) return
    const router = scene.router()
    for (const request of batches(router, scene.mapped())) {
      const verdict = accept({ ...mask(request), now: NOW / 1000 }, [scene.acceptor])
      const refs = request.items.map(({ ref }) => scene.samples[Number(ref)]?.name).join(', ')
      assert.deepEqual(verdict.ok ? [] : verdict.problems, [], `the request for "${refs}"`)
      assert.equal(verdict.endpoint, request.endpoint)
    }
  },

  'the acceptor says of anything at any place what is wrong, and throws for nothing': (scene) => {
    const { acceptor } = scene
    if (acceptor === undefined) return
    const router = scene.router()
    const seen = new Set<string>()
    for (const mapping of scene.mapped().filter(({ sample }) => isGiven(sample))) {
      for (const request of batches(router, [mapping])) {
        if (!/^[[{]/.test(request.body)) continue
        for (const path of pathsIn(JSON.parse(request.body))) {
          const place = [request.endpoint, ...path].join('.').replace(/\.\d+\b/g, '')
          if (seen.has(place)) continue
          seen.add(place)
          for (const value of unconvertible) {
            const body = JSON.stringify(set(JSON.parse(request.body), path, value))
            const judge = () => accept({ ...mask(request), body, now: NOW / 1000 }, [acceptor])
            assert.doesNotThrow(judge, `for ${JSON.stringify(value)} at ${path.join('.')}`)
          }
        }
      }
    }
  },

  'no result and no masked request holds a secret': (scene) => {
    const connection = scene.connect('one')
    const router = scene.router([connection])
    const hide = hideOf(connection)
    const mappings = scene.mapped()
    for (const { sample, results } of mappings) {
      const text = JSON.stringify(results)
      assert.ok(hide(text) === text, `the result of "${sample.name}" holds a secret`)
    }
    for (const request of batches(router, mappings)) {
      const text = JSON.stringify(mask(request))
      assert.ok(hide(text) === text, `a masked request to ${request.endpoint} holds a secret`)
      assert.deepEqual(JSON.parse(text).items, JSON.parse(JSON.stringify(request)).items)
    }
  },
}

/** What has no text and no number, and throws where one is made of it; at a place, and within a list. */
const unconvertible = [{ toString: 1, valueOf: 1 }, [{ toString: 1, valueOf: 1 }]]

function pathsIn(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path]
  const below = Object.entries(value).flatMap(([name, one]) => pathsIn(one, [...path, name]))
  return path.length === 0 ? below : [path, ...below]
}

function batches(router: Router, mappings: readonly Mapping[]): WireRequest[] {
  const batcher = createBatcher(router)
  const results = mappings.flatMap((mapping) => mapping.results)
  return [...results.flatMap((result) => batcher.add(result)), ...batcher.flush()]
}

function checkBatches(destination: Destination, router: Router, mappings: Mapping[]): void {
  const mark = (connection: string, ref: unknown, key: string) =>
    JSON.stringify([connection, ref, key])
  const expected = new Map(
    itemsOf(mappings).map((each, place) => [
      mark(each.result.connection, each.result.ref, each.item.key),
      { ...each, place },
    ]),
  )
  const last = new Map<string, number>()
  for (const request of batches(router, mappings)) {
    const { limits, ordering } = destination.endpoints[request.endpoint] as Endpoint
    const bytes = utf8Length(request.body)
    assert.ok(request.items.length > 0, 'a request without items')
    assert.ok(request.items.length <= limits.items, `${request.items.length} items in one request`)
    assert.ok(bytes <= (limits.bytes ?? Infinity), `${bytes} bytes in one request`)
    for (const { ref, key, of, event } of request.items) {
      const id = mark(request.connection, ref, key)
      const found = expected.get(id)
      assert.ok(found, `${id} is in two requests, or of another connection`)
      expected.delete(id)
      assert.equal(found.item.endpoint, request.endpoint, `${id} went to another endpoint`)
      assert.equal(found.result.items.length, of, `\`of\` of ${id}`)
      assert.equal(found.result.event, event)
      if (ordering === 'none') continue
      const lane = JSON.stringify([request.connection, request.endpoint, found.item.orderKey])
      assert.ok((last.get(lane) ?? -1) < found.place, `${id} overtook another of its person`)
      last.set(lane, found.place)
    }
  }
  assert.deepEqual([...expected.keys()], [], 'items that no request carries')
}

function limited(
  destination: Destination,
  change: (limits: Limits, endpoint: string) => Limits,
): Destination {
  const endpoints = Object.entries(destination.endpoints).map(([name, endpoint]) => [
    name,
    { ...endpoint, limits: change(endpoint.limits, name) },
  ])
  return { ...destination, endpoints: Object.fromEntries(endpoints) }
}
