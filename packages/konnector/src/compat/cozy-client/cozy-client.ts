import { createClient, type CozyClient } from '@cozy-jobs/service'
import * as imported from 'cozy-client'
import { readManifest } from '../../metadata/read-manifest.js'
import { processEnv } from '../process-run.js'
import { data } from './data.js'
import { fetchJSON, fetchPath, type FetchOptions } from './fetch-json.js'
import { files } from './files.js'
import { refused } from './refused.js'

type Models = Record<string, Record<string, unknown>>

// A bundle names what cozy-client exports, Node gives all of it as the default.
const models = (): Models => {
  const all = imported as unknown as { models?: Models; default?: { models?: Models } }
  return (all.models ?? all.default?.models) as Models
}

let made: CozyClient | undefined

/** cozy-client for the run, whose `models` are those of the package; loaded at the first use of a member. */
const newClient = (): CozyClient =>
  (made ??= new Proxy(
    createClient(
      {
        get url() {
          return processEnv().url
        },
        get credentials() {
          return processEnv().credentials
        }
      },
      { appMetadata: appMetadata() }
    ),
    { get: (client, name) => (name === 'models' ? models() : (Reflect.get(client, name) as unknown)) }
  ))

const appMetadata = (): object => {
  const { slug, version } = readManifest()
  return {
    slug,
    version,
    get sourceAccount() {
      return processEnv().account
    }
  }
}

/** The client of cozy-client-js: what a konnector uses of it, over the same connection as all else. */
export const cozyClient = {
  data,
  files,
  jobs: {
    create: (worker: string, message: unknown, options: object = {}) =>
      fetchJSON('POST', `/jobs/queue/${encodeURIComponent(worker)}`, {
        data: { type: 'io.cozy.jobs', attributes: { arguments: message ?? {}, options } }
      }),
    queued: (worker: string) => fetchJSON('GET', `/jobs/queue/${encodeURIComponent(worker)}`),
    count: async (worker: string) =>
      (await fetchJSON<unknown[]>('GET', `/jobs/queue/${encodeURIComponent(worker)}`)).length
  },
  settings: {
    diskUsage: () => fetchJSON('GET', '/settings/disk-usage'),
    getInstance: () => fetchJSON('GET', '/settings/instance'),
    updateInstance: (instance: object) => fetchJSON('PUT', '/settings/instance', instance),
    changePassphrase: (): never => refused('settings.changePassphrase'),
    getClients: (): never => refused('settings.getClients'),
    deleteClientById: (): never => refused('settings.deleteClientById'),
    updateLastSync: (): never => refused('settings.updateLastSync')
  },
  fetchJSON,
  fetch: (method: string, path: string, options: FetchOptions = {}) => fetchPath(method, path, options),
  fullpath: (path: string) => Promise.resolve(`${processEnv().url.replace(/\/$/, '')}${path}`),
  get _url(): string {
    return processEnv().url.replace(/\/$/, '')
  },
  /** cozy-client, with `models`. */
  get new(): CozyClient & { models: Models } {
    return newClient() as CozyClient & { models: Models }
  },
  get auth(): never {
    return refused('auth')
  },
  get intents(): never {
    return refused('intents')
  },
  get offline(): never {
    return refused('offline')
  }
}
