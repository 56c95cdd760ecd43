import type { MemberShapes } from './shape.js'

const address: MemberShapes = {
  city: 'text',
  country: 'text',
  postalCode: 'text',
  zip: '=postalCode',
  zipcode: '=postalCode',
  state: 'text',
  street: 'text',
}

/** https://segment.com/docs/connections/spec/identify/#traits */
export const userTraits: MemberShapes = {
  address,
  age: 'number',
  avatar: 'text',
  // Any time before 1973 is a likely birthday, which the type `time` does not take.
  birthday: 'any',
  company: {
    name: 'text',
    id: 'text',
    industry: 'text',
    employee_count: 'number',
    plan: 'text',
  },
  createdAt: 'time',
  description: 'text',
  email: 'text',
  firstName: 'text',
  gender: 'text',
  id: 'text',
  lastName: 'text',
  name: 'text',
  phone: 'text',
  title: 'text',
  username: 'text',
  website: 'text',
}

/** https://segment.com/docs/connections/spec/group/#traits */
export const groupTraits: MemberShapes = {
  address,
  avatar: 'text',
  createdAt: 'time',
  description: 'text',
  email: 'text',
  // Text in the spec, a number in practice.
  employees: 'any',
  id: 'text',
  industry: 'text',
  name: 'text',
  phone: 'text',
  website: 'text',
  plan: 'text',
}
