import { byteLength, isObject, isText, type JsonObject } from './vendor.js'

export interface Refusal {
  reason: string
  field: string
  message: string
}

type Check = (operation: JsonObject) => Refusal | undefined

const maxOperationBytes = 32 * 1024

const deed: Check[] = [person(['anonymous_id']), named]

/** What is checked for each type and action. */
const operations: Record<string, Record<string, Check[]>> = {
  person: {
    identify: [person(), attributes],
    delete: [person()],
    suppress: [person()],
    unsuppress: [person()],
    event: deed,
    screen: deed,
    page: deed,
    add_relationships: [person(), relationships],
    delete_relationships: [person(), relationships],
    add_device: [person(), device, platform],
    delete_device: [person(), device],
    merge: [merged],
  },
  object: {
    identify: [thing, attributes],
    identify_anonymous: [thing, attributes, relationships],
    delete: [thing],
    add_relationships: [thing, relationships],
    delete_relationships: [thing, relationships],
  },
  delivery: { event: [delivery] },
}

/** Why the vendor refuses this operation, or undefined. */
export function problemOf(operation: unknown): Refusal | undefined {
  if (!isObject(operation)) return invalid('', 'must be an object')
  if (byteLength(JSON.stringify(operation)) > maxOperationBytes)
    return invalid('', 'is larger than 32 KB')
  for (const name of ['type', 'action']) {
    if (!isText(operation[name])) return required(name)
  }
  const { type, action } = operation
  const actions = new Map(Object.entries(operations)).get(String(type))
  if (actions === undefined) return invalid('type', 'is unknown')
  const checks = new Map(Object.entries(actions)).get(String(action))
  if (checks === undefined) return invalid('action', `is unknown for the type ${type}`)
  for (const check of checks) {
    const problem = check(operation)
    if (problem !== undefined) return problem
  }
  return undefined
}

function person(more: readonly string[] = []): Check {
  const names = ['id', 'email', 'phone', 'cio_id', ...more]
  return ({ identifiers }) => identified('identifiers', identifiers, names)
}

function identified(field: string, value: unknown, names: readonly string[]): Refusal | undefined {
  if (!isObject(value)) return required(field)
  const [name, ...others] = Object.keys(value)
  if (name === undefined) return required(field)
  if (others.length > 0) return invalid(field, 'must hold exactly one identifier')
  if (!names.includes(name)) return invalid(`${field}.${name}`, 'is no identifier')
  return identifier(`${field}.${name}`, value[name])
}

function identifier(field: string, value: unknown): Refusal | undefined {
  if (!isText(value) || value.trim() === '') return invalid(field, 'must be a non-empty string')
  return byteLength(value) > 150 ? invalid(field, 'cannot be longer than 150 bytes') : undefined
}

function named({ name, attributes }: JsonObject): Refusal | undefined {
  if (!isText(name) || name.trim() === '') return required('name')
  if (byteLength(name) > 100) return invalid('name', 'cannot be longer than 100 bytes')
  if (attributes !== undefined && !isObject(attributes))
    return invalid('attributes', 'must be an object')
  return undefined
}

function attributes({ attributes: values }: JsonObject): Refusal | undefined {
  if (values === undefined) return undefined
  if (!isObject(values)) return invalid('attributes', 'must be an object')
  const entries = Object.entries(values)
  if (entries.length > 300) return invalid('attributes', 'cannot be more than 300')
  for (const [name, value] of entries) {
    if (byteLength(name) > 150) return invalid('attributes', 'name cannot be longer than 150 bytes')
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    if (byteLength(text) > 1000)
      return invalid(`attributes.${name}`, 'property value cannot be longer than 1000 bytes')
  }
  return undefined
}

function device({ device: value }: JsonObject): Refusal | undefined {
  if (!isObject(value)) return required('device')
  if (!isText(value.token)) return required('device.token')
  const { attributes = {} } = value
  if (!isObject(attributes)) return invalid('device.attributes', 'must be an object')
  const odd = Object.keys(attributes).find((name) => typeof attributes[name] !== 'string')
  return odd === undefined ? undefined : invalid(`device.attributes.${odd}`, 'must be a string')
}

function platform({ device: value }: JsonObject): Refusal | undefined {
  const known = isObject(value) && (value.platform === 'ios' || value.platform === 'android')
  return known ? undefined : invalid('device.platform', 'must be ios or android')
}

function relationships({ cio_relationships: list }: JsonObject): Refusal | undefined {
  if (!Array.isArray(list) || list.length === 0) return required('cio_relationships')
  for (const [index, item] of list.entries()) {
    const field = `cio_relationships[${index}].identifiers`
    if (!isObject(item) || !isObject(item.identifiers)) return required(field)
    const values = Object.values(item.identifiers)
    if (values.length === 0) return required(field)
    if (!values.every(isText)) return invalid(field, 'must be strings')
  }
  return undefined
}

function merged({ primary, secondary }: JsonObject): Refusal | undefined {
  const names = ['id', 'email', 'cio_id']
  const problem = identified('primary', primary, names) ?? identified('secondary', secondary, names)
  if (problem !== undefined) return problem
  return JSON.stringify(primary) === JSON.stringify(secondary)
    ? invalid('secondary', 'must differ from primary')
    : undefined
}

function thing({ identifiers, action }: JsonObject): Refusal | undefined {
  if (action === 'identify_anonymous' && identifiers === undefined) return undefined
  if (!isObject(identifiers)) return required('identifiers')
  if (isText(identifiers.cio_object_id)) return undefined
  for (const name of ['object_type_id', 'object_id']) {
    const problem = identifier(`identifiers.${name}`, identifiers[name])
    if (problem !== undefined) return problem
  }
  return undefined
}

function delivery(operation: JsonObject): Refusal | undefined {
  const { identifiers, name, attributes } = operation
  const problem = identified('identifiers', identifiers, ['id'])
  if (problem !== undefined) return problem
  if (!['opened', 'converted', 'delivered'].includes(String(name)))
    return invalid('name', 'must be opened, converted or delivered')
  return isObject(attributes) && isText(attributes.device_token)
    ? undefined
    : required('attributes.device_token')
}

function required(field: string): Refusal {
  return { reason: 'required', field, message: 'is required' }
}

function invalid(field: string, message: string): Refusal {
  return { reason: 'invalid', field, message }
}
