import webpack from 'webpack'

const ofThirdParty = (resource: string | undefined): boolean =>
  /[\\/]node_modules[\\/](?!@cozy-jobs[\\/])/.test(resource ?? '')

/**
 * What is known when a bundle is made: it runs in Node, and libraries run for production. A job's own `NODE_ENV` stays
 * a question to ask at run time, for one build serves standalone, dev and production.
 */
export const defineEnvironment = (mode: 'production' | 'development'): webpack.DefinePlugin =>
  new webpack.DefinePlugin({
    'typeof window': '"undefined"',
    'typeof document': '"undefined"',
    // webpack's own value is the absolute path of the source on the machine that builds.
    'import.meta.url': 'require("node:url").pathToFileURL(__filename).href',
    'import.meta.dirname': '__dirname',
    'import.meta.filename': '__filename',
    'process.env.NODE_ENV': webpack.DefinePlugin.runtimeValue(({ module }) =>
      ofThirdParty(module.resource) ? JSON.stringify(mode) : 'process.env.NODE_ENV'
    )
  })
