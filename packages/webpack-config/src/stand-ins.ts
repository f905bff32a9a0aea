import type { Compiler } from 'webpack'
import { PEERS_OF_COZY_CLIENT } from './prebuilt/libraries.js'
import { runtimeFile } from './runtime-files.js'

const FROM_COZY_CLIENT = /[\\/]node_modules[\\/]cozy-(stack-)?client[\\/]/
const NODE_ENTRY_OF_COZY_CLIENT = /[\\/]cozy-client[\\/]dist[\\/]index\.node\.js$/

/** Libraries for PDF that a konnector brings along where it uses them: in a workspace they are found without that. */
const OPTIONAL = /^(pdfjs(?:-dist)?)(?:\/|$)/
// Not from its drop-in for cozy-konnector-libs, which brought them along.
const FROM_KONNECTOR = /[\\/](?:@cozy-jobs|packages)[\\/]konnector[\\/](?!(?:src|dist)[\\/]compat[\\/])/

const standInFor = (request: string, issuer: string, installed: ReadonlySet<string>): string | undefined => {
  const [, optional] = OPTIONAL.exec(request) ?? []
  if (optional !== undefined && FROM_KONNECTOR.test(issuer))
    return installed.has(optional) ? undefined : runtimeFile('absent.cjs')
  if (!FROM_COZY_CLIENT.test(issuer)) return undefined
  if (PEERS_OF_COZY_CLIENT.includes(request))
    return installed.has(request) ? undefined : runtimeFile(`${request}.cjs`)
  return request === './cli' && NODE_ENTRY_OF_COZY_CLIENT.test(issuer)
    ? runtimeFile('cozy-client-cli.cjs')
    : undefined
}

/**
 * Puts stand-ins of a few lines where cozy-client asks for what a job does not need. A peer that the job itself
 * depends on is left as it is: the job may set flags that cozy-client reads.
 */
export class StandInsPlugin {
  readonly #installed: ReadonlySet<string>

  constructor(installed: ReadonlySet<string>) {
    this.#installed = installed
  }

  apply(compiler: Compiler): void {
    compiler.hooks.normalModuleFactory.tap('StandInsPlugin', factory => {
      factory.hooks.beforeResolve.tap('StandInsPlugin', data => {
        data.request = standInFor(data.request, data.contextInfo.issuer, this.#installed) ?? data.request
      })
    })
  }
}
