/** A library that the runtimes of jobs import, bundled and minified once instead of in each build. */
export interface Library {
  name: string
  /** What the runtimes ask for. */
  entries: readonly string[]
  /** Whether each of its modules can be asked for, with all that it exports; else the entries alone. */
  isWhole?: boolean
  /** The packages that are taken from the prebuilt file, whoever imports them; others only for the library itself. */
  packages: readonly string[]
  /** Who is given it; everybody where absent. */
  issuer?: RegExp
  /** Packages that change what it does: a job that depends on one of them gets the library as it is. */
  unlessWith?: readonly string[]
}

/** What cozy-client asks for and a job's folder rarely has: peers made for web pages and phones. */
export const PEERS_OF_COZY_CLIENT = ['cozy-device-helper', 'cozy-flags', 'cozy-logger']

const LODASH = 'cloneDeep cloneDeepWith get groupBy isEqual isEqualWith omit'

/**
 * The libraries that are prebuilt. Each is one file of which a bundle takes all or nothing, so what is used alone
 * stands alone.
 */
export const LIBRARIES: readonly Library[] = [
  {
    name: 'cozy-client',
    entries: [
      'cozy-client/dist/index.node.js?evaluated',
      'cozy-client/dist/models/document/qualification.js'
    ],
    packages: ['cozy-client', 'cozy-stack-client'],
    isWhole: true,
    unlessWith: PEERS_OF_COZY_CLIENT
  },
  { name: 'cheerio', entries: ['cheerio'], packages: ['cheerio'] },
  { name: 'tough-cookie', entries: ['tough-cookie'], packages: ['tough-cookie'] },
  { name: 'file-type', entries: ['file-type'], packages: ['file-type'] },
  {
    name: 'lodash',
    entries: LODASH.split(' ').map(name => `lodash/${name}.js`),
    packages: ['lodash'],
    // Of a job's own lodash only what it uses is bundled.
    issuer: /[\\/](?:@cozy-jobs|packages)[\\/]konnector[\\/](?:src|dist)[\\/]/
  }
]
