import type { Call } from './call.js'

const events = { accept: 'text/event-stream' }

const appCalls = (kind: 'apps' | 'konnectors', slug: string): readonly Call[] => {
  const common = { port: 'instance', scope: `io.cozy.${kind}` } as const
  const shown = ['attributes.slug', 'attributes.version', 'attributes.source', 'attributes.state']
  return [
    {
      ...common,
      command: `${kind} install ${slug} file://FOLDER`,
      method: 'POST',
      path: `/${kind}/${slug}`,
      query: { Source: `file://{folder}/${slug}`, Deactivated: 'false' },
      headers: events,
      status: 200,
      reads: 'events'
    },
    {
      ...common,
      command: `${kind} ls`,
      method: 'GET',
      path: `/${kind}/`,
      status: 200,
      reads: shown.map(path => `data.0.${path}`)
    },
    {
      ...common,
      command: `${kind} show ${slug}`,
      method: 'GET',
      path: `/${kind}/${slug}`,
      status: 200,
      reads: shown.map(path => `data.${path}`)
    },
    {
      ...common,
      command: `${kind} update ${slug}`,
      method: 'PUT',
      path: `/${kind}/${slug}`,
      query: { Source: '', PermissionsAcked: 'true' },
      headers: events,
      status: 200,
      reads: 'events'
    }
  ]
}

const uninstall = (kind: 'apps' | 'konnectors', slug: string): Call => ({
  port: 'instance',
  scope: `io.cozy.${kind}`,
  command: `${kind} uninstall ${slug}`,
  method: 'DELETE',
  path: `/${kind}/${slug}`,
  status: 200,
  reads: ['data.attributes.slug']
})

const TRIGGER = [
  'data.id',
  'data.attributes.worker',
  'data.attributes.type',
  'data.attributes.arguments',
  'data.attributes.message'
]
const JOB = [
  'data.id',
  'data.attributes.domain',
  'data.attributes.state',
  'data.attributes.worker',
  'data.attributes.queued_at'
]

const triggers = { port: 'instance', scope: 'io.cozy.triggers' } as const

const KONNECTOR_SCOPE = 'io.cozy.jobs:POST:konnector:worker io.cozy.triggers io.cozy.files io.cozy.accounts'

/** `cozy-stack apps …`, `konnectors …`, `triggers …`, `jobs …`. The service `demo` has one trigger. */
export const JOB_CALLS: readonly Call[] = [
  ...appCalls('apps', 'demo'),
  ...appCalls('konnectors', 'kon'),
  {
    ...triggers,
    command: 'triggers ls',
    method: 'GET',
    path: '/jobs/triggers',
    status: 200,
    reads: TRIGGER.map(path => path.replace('data.', 'data.0.')),
    keeps: { trigger: 'data.0.id' }
  },
  {
    port: 'instance',
    scope: 'io.cozy.apps io.cozy.triggers',
    command: 'triggers show-from-app demo',
    method: 'GET',
    path: '/apps/demo',
    status: 200,
    reads: ['data.attributes.services.daily.trigger_id']
  },
  {
    port: 'instance',
    scope: 'io.cozy.apps io.cozy.triggers',
    command: 'triggers show-from-app demo',
    method: 'GET',
    path: '/jobs/triggers/{trigger}',
    status: 200,
    reads: TRIGGER
  },
  {
    ...triggers,
    command: 'triggers launch TRIGGER',
    method: 'POST',
    path: '/jobs/triggers/{trigger}/launch',
    status: 201,
    reads: JOB
  },
  {
    port: 'instance',
    scope: KONNECTOR_SCOPE,
    command: 'konnectors run kon',
    method: 'GET',
    path: '/jobs/triggers',
    query: { Worker: 'konnector' },
    status: 200,
    reads: ['data']
  },
  {
    port: 'instance',
    scope: 'io.cozy.jobs io.cozy.jobs.logs',
    command: 'jobs run service --json …',
    method: 'POST',
    path: '/jobs/queue/service',
    body: '{"data":{"attributes":{"arguments":{"slug":"demo","name":"daily"},"forward_logs":false,"options":{}}},"included":null,"links":null}',
    status: 202,
    reads: JOB
  },
  {
    port: 'instance',
    scope: 'io.cozy.jobs:DELETE',
    command: 'jobs purge-old-jobs',
    method: 'DELETE',
    path: '/jobs/purge',
    query: { duration: '', workers: '' },
    status: 200,
    reads: 'text'
  },
  uninstall('apps', 'demo'),
  uninstall('konnectors', 'kon')
]
