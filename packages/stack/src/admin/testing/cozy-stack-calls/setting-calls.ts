import type { Call } from './call.js'

const settings = { port: 'instance', scope: 'io.cozy.settings' } as const
const admin = { port: 'admin' } as const

/** `cozy-stack status`, `settings`, `features …`. */
export const SETTING_CALLS: readonly Call[] = [
  { command: 'status', port: 'instance', method: 'GET', path: '/status', status: 200 },
  {
    ...settings,
    command: 'settings',
    method: 'GET',
    path: '/settings/instance',
    status: 200,
    reads: ['data.attributes', 'data.id', 'data.meta.rev'],
    keeps: { rev: 'data.meta.rev' }
  },
  {
    ...settings,
    command: 'settings public_name:Zoe',
    method: 'PUT',
    path: '/settings/instance',
    body: '{"data":{"type":"io.cozy.settings","id":"io.cozy.settings.instance","meta":{"rev":"{rev}"},"attributes":{"public_name":"Zoe"}}}',
    status: 200,
    reads: ['data.attributes.public_name']
  },
  {
    ...admin,
    command: 'features flags \'{"a":true}\'',
    method: 'PATCH',
    path: '/instances/{domain}/feature/flags',
    body: '{"a":true}',
    status: 200,
    reads: ['a']
  },
  {
    ...admin,
    command: 'features flags',
    method: 'GET',
    path: '/instances/{domain}/feature/flags',
    status: 200,
    reads: ['a']
  },
  {
    ...admin,
    command: "features sets 'one two'",
    method: 'PUT',
    path: '/instances/{domain}/feature/sets',
    body: '["one","two"]',
    status: 200,
    reads: ['1']
  },
  {
    ...admin,
    command: 'features sets',
    method: 'GET',
    path: '/instances/{domain}/feature/sets',
    status: 200,
    reads: ['1']
  },
  {
    ...admin,
    command: 'features ratio --context beta …',
    method: 'PATCH',
    path: '/instances/feature/contexts/beta',
    body: '{"b":[{"ratio":1,"value":2}]}',
    status: 200,
    reads: ['b.0.value']
  },
  {
    ...admin,
    command: 'features defaults …',
    method: 'PATCH',
    path: '/instances/feature/defaults',
    body: '{"d":1}',
    status: 200,
    reads: ['d']
  },
  {
    ...settings,
    command: 'features show --source',
    method: 'GET',
    path: '/settings/flags',
    query: { include: 'source' },
    status: 200,
    reads: ['data.attributes.a', 'included.0.id']
  }
]
