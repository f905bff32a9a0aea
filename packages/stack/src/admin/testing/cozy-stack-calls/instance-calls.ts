import type { Call } from './call.js'

const admin = { port: 'admin' } as const

const ADDED = {
  Apps: '',
  ContextName: '',
  CouchCluster: '-1',
  DiskQuota: '0',
  Email: '',
  FranceConnectID: '',
  KdfIterations: '0',
  Locale: '',
  OIDCID: '',
  OldDomain: '',
  Passphrase: '',
  Phone: '',
  PublicName: '',
  Settings: '',
  SwiftLayout: '-1',
  TOSSigned: '',
  Timezone: '',
  UUID: ''
}

/** What `modify` sends where nothing is to change: each parameter, empty. */
const MODIFIED = {
  ContextName: '',
  DiskQuota: '0',
  Email: '',
  FranceConnectID: '',
  Locale: '',
  OIDCID: '',
  OldDomain: '',
  Phone: '',
  PublicName: '',
  Settings: '',
  TOSLatest: '',
  TOSSigned: '',
  Timezone: '',
  UUID: ''
}

const SHOWN = [
  'data.id',
  'data.meta.rev',
  'data.attributes.domain',
  'data.attributes.locale',
  'data.attributes.prefix',
  'data.attributes.indexes_version',
  'data.attributes.password_defined'
]

const TOKEN = { ...admin, method: 'POST', path: '/instances/token', status: 200, reads: 'text' } as const

/** `cozy-stack instances …`, `files usage`, `config …`, `check fs`. */
export const INSTANCE_CALLS: readonly Call[] = [
  {
    ...admin,
    command:
      'instances add bob.localhost:1 --passphrase cozy --domain-aliases b.localhost:1 --disk-quota 5MB',
    method: 'POST',
    path: '/instances',
    query: {
      ...ADDED,
      Domain: 'bob.localhost:1',
      DomainAliases: 'b.localhost:1',
      DiskQuota: '5000000',
      Passphrase: 'cozy',
      Settings: 'offer:premium,context:beta'
    },
    status: 201,
    reads: SHOWN
  },
  {
    ...admin,
    command: 'instances add eve.localhost:1',
    method: 'POST',
    path: '/instances',
    query: { ...ADDED, Domain: 'eve.localhost:1' },
    status: 201,
    reads: [...SHOWN, 'data.attributes.register_token']
  },
  {
    ...admin,
    command: 'instances ls',
    method: 'GET',
    path: '/instances',
    status: 200,
    reads: ['data.0.id', 'data.0.attributes.domain']
  },
  {
    ...admin,
    command: 'instances count',
    method: 'GET',
    path: '/instances/count',
    status: 200,
    reads: ['count']
  },
  {
    ...admin,
    command: 'instances show, show-db-prefix',
    method: 'GET',
    path: '/instances/{domain}',
    status: 200,
    reads: SHOWN
  },
  {
    ...admin,
    command: 'instances show-swift-prefix',
    method: 'GET',
    path: '/instances/{domain}/swift-prefix',
    status: 200,
    reads: 'text'
  },
  {
    ...admin,
    command: 'instances modify --locale fr',
    method: 'PATCH',
    path: '/instances/bob.localhost:1',
    query: { ...MODIFIED, Locale: 'fr', MagicLink: 'false' },
    status: 200,
    reads: SHOWN
  },
  {
    ...admin,
    command: 'instances modify --blocked=false --onboarding-finished',
    method: 'PATCH',
    path: '/instances/bob.localhost:1',
    query: {
      ...MODIFIED,
      Blocked: 'false',
      BlockingReason: '',
      MagicLink: 'false',
      OnboardingFinished: 'true'
    },
    status: 200,
    reads: SHOWN
  },
  {
    ...admin,
    command: 'instances set-disk-quota bob.localhost:1 0',
    method: 'PATCH',
    path: '/instances/bob.localhost:1',
    query: { ...MODIFIED, DiskQuota: '-1' },
    status: 200,
    reads: SHOWN
  },
  {
    ...admin,
    command: 'instances debug',
    method: 'GET',
    path: '/instances/{domain}/debug',
    status: 404,
    reads: ['errors.0.title']
  },
  {
    ...admin,
    command: 'instances debug true',
    method: 'POST',
    path: '/instances/{domain}/debug',
    query: { TTL: '24h0m0s' },
    status: 204
  },
  { ...admin, command: 'instances debug', method: 'GET', path: '/instances/{domain}/debug', status: 200 },
  {
    ...admin,
    command: 'instances debug false',
    method: 'DELETE',
    path: '/instances/{domain}/debug',
    status: 204
  },
  {
    ...TOKEN,
    command: 'instances token-app',
    query: { Domain: '{domain}', Subject: 'drive', Audience: 'app', Scope: '', Expire: '0s' }
  },
  {
    ...TOKEN,
    command: 'instances token-konnector',
    query: { Domain: '{domain}', Subject: 'bank', Audience: 'konn', Scope: '', Expire: '0s' }
  },
  {
    ...TOKEN,
    command: 'instances token-cli io.cozy.files io.cozy.jobs',
    query: { Domain: '{domain}', Subject: '', Audience: 'cli', Scope: 'io.cozy.files io.cozy.jobs' }
  },
  {
    ...admin,
    command: 'instances client-oauth http://localhost:4000/ name software',
    method: 'POST',
    path: '/instances/oauth_client',
    query: {
      Domain: '{domain}',
      RedirectURI: 'http://localhost:4000/',
      ClientName: 'name',
      SoftwareID: 'software',
      AllowLoginScope: 'false',
      OnboardingSecret: '',
      OnboardingApp: '',
      OnboardingPermissions: '',
      OnboardingState: ''
    },
    status: 200,
    reads: ['client_id', 'client_secret'],
    keeps: { client: 'client_id' }
  },
  {
    ...admin,
    command: 'instances find-oauth-client software',
    method: 'GET',
    path: '/instances/oauth_client',
    query: { domain: '{domain}', software_id: 'software' },
    status: 200,
    reads: ['_id', 'software_id']
  },
  {
    ...TOKEN,
    command: 'instances token-oauth CLIENT io.cozy.files --expire 1h',
    query: {
      Domain: '{domain}',
      Subject: '{client}',
      Audience: 'access',
      Scope: 'io.cozy.files',
      Expire: '1h0m0s'
    }
  },
  {
    ...TOKEN,
    command: 'instances refresh-token-oauth CLIENT io.cozy.files',
    query: { Domain: '{domain}', Subject: '{client}', Audience: 'refresh', Scope: 'io.cozy.files' }
  },
  {
    ...admin,
    command: 'instances auth-mode two_factor_mail',
    method: 'POST',
    path: '/instances/{domain}/auth-mode',
    headers: { 'content-type': 'application/json' },
    body: '{"auth_mode":"two_factor_mail"}',
    status: 204
  },
  {
    ...admin,
    command: 'instances auth-mode two_factor_mail',
    method: 'POST',
    path: '/instances/{domain}/auth-mode',
    headers: { 'content-type': 'application/json' },
    body: '{"auth_mode":"two_factor_mail"}',
    status: 200,
    reads: 'text'
  },
  {
    ...admin,
    command: 'instances clean-sessions',
    method: 'DELETE',
    path: '/instances/{domain}/sessions',
    status: 204
  },
  {
    command: 'instances set-passphrase',
    port: 'instance',
    scope: 'io.cozy.settings',
    method: 'PUT',
    path: '/settings/passphrase',
    headers: { 'content-type': 'application/json' },
    body: '{"new_passphrase":"a-new-one","force":true}',
    status: 204
  },
  {
    ...admin,
    command: 'instances show-app-version demo 1.0.0',
    method: 'GET',
    path: '/instances/with-app-version/demo/1.0.0',
    status: 200,
    reads: ['instances']
  },
  {
    ...admin,
    command: 'check fs',
    method: 'GET',
    path: '/instances/{domain}/fsck',
    status: 200,
    reads: 'text'
  },
  {
    ...admin,
    command: 'files usage --trash',
    method: 'GET',
    path: '/instances/{domain}/disk-usage',
    query: { include: 'trash' },
    status: 200,
    reads: ['used']
  },
  {
    ...admin,
    command: 'config ls-contexts',
    method: 'GET',
    path: '/instances/contexts',
    status: 200,
    reads: ['0.context']
  },
  {
    ...admin,
    command: 'config show-context default',
    method: 'GET',
    path: '/instances/contexts/default',
    status: 200,
    reads: ['context']
  },
  {
    ...admin,
    command: 'instances destroy --force',
    method: 'DELETE',
    path: '/instances/bob.localhost:1',
    status: 204
  }
]
