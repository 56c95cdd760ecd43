import { type Acceptor, readJson } from '../../src/accept/index.js'
import { commands } from './accept/commands.js'
import { readFields } from './accept/form.js'
import { beyond, rules } from './accept/rules.js'
import { uploads } from './accept/upload.js'

const readUpload = (text: string) => readJson(text, 'AM-EVTS')

const endpoint = <More extends object>(
  name: string,
  path: string,
  read: Acceptor['endpoints'][number]['read'],
  more: More,
) => ({ name, matches: ({ pathname }: URL) => pathname === path, read, ...more })

/** The published rules of Amplitude's ingestion: https://amplitude.com/docs/apis/analytics */
export default {
  destination: 'amplitude',
  owns: ({ hostname }) => hostname === 'amplitude.com' || hostname.endsWith('.amplitude.com'),
  rules,
  beyond,
  unknownEndpoint: { rule: 'AM-URL', effect: 'http' },
  otherwise: { rule: 'AM-EVTS', effect: 'http' },
  endpoints: [
    endpoint('httpapi', '/2/httpapi', readUpload, uploads.httpapi),
    endpoint('batch', '/batch', readUpload, uploads.batch),
    endpoint('usermap', '/usermap', readFields, commands.usermap),
    endpoint('identify', '/identify', readFields, commands.identify),
    endpoint('groupidentify', '/groupidentify', readFields, commands.groupidentify),
  ],
} satisfies Acceptor
