import webpack from 'webpack'
import type { Job } from './read-job.js'
import { BROWSER_GLOBALS } from './refusals.js'

const ofThirdParty = (resource: string | undefined): boolean =>
  /[\\/]node_modules[\\/](?!@cozy-jobs[\\/])/.test(resource ?? '')

/**
 * What is known when a bundle is made: it runs in Node, and libraries run for production. A job's own `NODE_ENV` stays
 * a question to ask at run time, for one build serves standalone, dev and production.
 */
export const defineEnvironment = (
  mode: 'production' | 'development',
  job: () => Job | undefined
): webpack.DefinePlugin =>
  new webpack.DefinePlugin({
    // So the branches behind such a question are dropped, and what they use is never refused.
    ...Object.fromEntries(BROWSER_GLOBALS.map(name => [`typeof ${name}`, '"undefined"'])),
    // webpack's own value is the absolute path of the source on the machine that builds.
    'import.meta.url': 'require("node:url").pathToFileURL(__filename).href',
    // Under the name that cozy-konnector-libs reads as well: a konnector knows its slug and version without a file.
    __WEBPACK_PROVIDED_MANIFEST__: webpack.DefinePlugin.runtimeValue(
      () => {
        const { kind, manifest } = job() ?? {}
        return kind === 'konnector' ? JSON.stringify(manifest) : 'undefined'
      },
      // Evaluated at each compilation: a watched manifest changes.
      true
    ),
    'import.meta.dirname': '__dirname',
    'import.meta.filename': '__filename',
    'process.env.NODE_ENV': webpack.DefinePlugin.runtimeValue(({ module }) =>
      ofThirdParty(module.resource) ? JSON.stringify(mode) : 'process.env.NODE_ENV'
    )
  })
