import { forms } from './identifier.js'
import {
  delivery,
  has,
  known,
  limited,
  merge,
  type Need,
  platform,
  related,
  relating,
  reserved,
} from './needs.js'
import type { Operation } from './operation.js'

export const actionNames = [
  'identify',
  'identify_anonymous',
  'delete',
  'suppress',
  'unsuppress',
  'event',
  'screen',
  'page',
  'add_relationships',
  'delete_relationships',
  'add_device',
  'delete_device',
  'merge',
] as const

const { person, actor, object, record, anonymous } = forms
const named = has('name', 'CI-NAME')
const device = has('device', 'CI-DEV')

/** The actions of each type, and what they need beside the shape of their members: https://docs.customer.io/integrations/api/track/#operation/entity */
export const actions: Record<
  Operation['type'],
  Partial<Record<Operation['action'], readonly Need[]>>
> = {
  person: {
    identify: [known(person), limited, reserved, related(object)],
    delete: [known(person)],
    suppress: [known(person)],
    unsuppress: [known(person)],
    event: [known(actor), named],
    screen: [known(actor), named],
    page: [known(actor), named],
    add_relationships: [known(person), relating, related(object)],
    delete_relationships: [known(person), relating, related(object)],
    add_device: [known(person), device, platform],
    delete_device: [known(person), device],
    merge: [merge],
  },
  object: {
    identify: [known(object), limited, related(record)],
    identify_anonymous: [known(object), limited, relating, related(anonymous)],
    delete: [known(object)],
    add_relationships: [known(object), relating, related(record)],
    delete_relationships: [known(object), relating, related(record)],
  },
  delivery: {
    event: [known(forms.delivery), named, delivery],
  },
}
