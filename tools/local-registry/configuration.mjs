import { join } from 'node:path'

/** A name that only our packages have: they are never asked for elsewhere, so that no other of that name comes in. */
const ours = names => Object.fromEntries(names.map(name => [name, { access: '$all', publish: '$all' }]))

/** What Verdaccio is told: anybody on this machine may publish, ours come from here, all else from the uplink. */
export const configuration = ({ storage, uplink, names }) => ({
  storage,
  configPath: join(storage, 'config.yaml'),
  uplinks: { public: { url: uplink, timeout: '60s', maxage: '1h', max_fails: 10, cache: false } },
  packages: { ...ours(names), '**': { access: '$all', proxy: 'public' } },
  auth: { htpasswd: { file: join(storage, 'htpasswd'), max_users: -1 } },
  web: { enable: false },
  max_body_size: '50mb',
  publish: { allow_offline: true },
  log: { type: 'stdout', format: 'pretty', level: 'fatal' }
})
