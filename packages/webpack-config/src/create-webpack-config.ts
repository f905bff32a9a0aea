import { createRequire } from 'node:module'
import { join } from 'node:path'
import MinimizerPlugin from 'minimizer-webpack-plugin'
import type { Configuration, RuleSetRule } from 'webpack'
import { cheerioWithoutFetch } from './cheerio-without-fetch.js'
import { compatResolve } from './compat.js'
import { CopyFilesPlugin } from './copy-files.js'
import { defineEnvironment } from './define-environment.js'
import { displayPath } from './display-path.js'
import { FollowManifestPlugin } from './follow-manifest.js'
import { readJob } from './read-job.js'
import { RefuseForeignCodePlugin } from './refuse-foreign-code.js'
import { inWorkspace, runtimeFile } from './runtime-files.js'
import { StandInsPlugin } from './stand-ins.js'

/** How a bundle is made. */
export interface WebpackConfigOptions {
  /** The folder of the job: it holds a manifest. */
  folder: string
  /** `production` (the default) minifies; `development` builds faster and is read more easily. */
  mode?: 'production' | 'development'
  /** `swc` (the default), or `terser`: webpack's own, several times slower; for comparison. */
  minimizer?: 'swc' | 'terser'
  /** Takes `cozy-konnector-libs` from `@cozy-jobs/konnector/compat`; what the job's `package.json` says where absent. */
  compat?: boolean
}

interface NamedSource {
  absoluteResourcePath: string
  hash: string
}

const { resolve: resolvePath } = createRequire(import.meta.url)

const ownCode: RuleSetRule = {
  test: /\.[cm]?[jt]s$/,
  exclude: /[\\/]node_modules[\\/](?!@cozy-jobs[\\/])/,
  // Whatever "type" the package says, `import` and `require` mix, and a default import of a CommonJS package is its
  // `default`: so the lines of the documentation work as they stand.
  type: 'javascript/auto',
  resolve: { fullySpecified: false },
  use: {
    loader: resolvePath('swc-loader'),
    options: {
      swcrc: false,
      configFile: false,
      isModule: 'unknown',
      sourceMaps: true,
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }
    }
  }
}

const rules: RuleSetRule[] = [
  ownCode,
  { test: /\.(html|txt|md|tpl|mjml|hbs|ejs)$/, type: 'asset/source' },
  {
    test: /[\\/]cozy-client[\\/]dist[\\/]index\.node\.js$/,
    resourceQuery: { not: /evaluated/ },
    use: runtimeFile('lazy-module-loader.cjs')
  },
  // What stands for another module must not be dropped as free of side effects: one is told, the other throws.
  { include: [runtimeFile('refused.cjs'), runtimeFile('absent.cjs')], sideEffects: true }
]

const swcMinimizer = (): MinimizerPlugin<object> =>
  new MinimizerPlugin({
    minify: MinimizerPlugin.swcMinify,
    // One process: swc has its own threads, and a pool takes longer to start than the work takes.
    parallel: false,
    extractComments: false,
    minimizerOptions: { ecma: 2022, compress: { passes: 1 }, mangle: true, format: { comments: 'some' } }
  })

/**
 * The webpack configuration of a job: every service of a web app, or the konnector, each into one file for Node 20.
 *
 * @throws BuildError as `build` does, for a manifest that cannot be read
 * @example
 * webpack(createWebpackConfig({ folder: 'apps/onOperationCreate' }))
 */
export const createWebpackConfig = (options: WebpackConfigOptions): Configuration => {
  const { mode = 'production', minimizer = 'swc' } = options
  const { folder, settings } = readJob(options.folder)
  const manifest = new FollowManifestPlugin(folder)
  const isCompat = options.compat ?? settings.compat
  const compat = compatResolve(folder, isCompat)
  const sourceName = ({ absoluteResourcePath }: NamedSource): string =>
    `webpack:///${displayPath(absoluteResourcePath, folder)}`
  return {
    mode,
    context: folder,
    target: 'node20',
    entry: manifest.entry,
    output: {
      path: join(folder, 'build'),
      filename: '[name]',
      clean: true,
      // The same names on every machine: no path of the one that builds.
      devtoolNamespace: '',
      devtoolModuleFilenameTemplate: sourceName,
      // For two modules of one name, which is then told apart by the hash of its identity.
      devtoolFallbackModuleFilenameTemplate: (module: NamedSource) => `${sourceName(module)}?${module.hash}`
    },
    devtool: 'source-map',
    cache: mode === 'development' ? { type: 'memory' } : false,
    resolve: {
      // Cozy's own web apps import `ducks/x` for `src/ducks/x`.
      modules: ['node_modules', join(folder, 'src')],
      extensions: ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '.json'],
      extensionAlias: { '.js': ['.ts', '.js'], '.mjs': ['.mts', '.mjs'], '.cjs': ['.cts', '.cjs'] },
      ...(inWorkspace() ? { conditionNames: ['@cozy-jobs/source', '...'] } : {}),
      alias: {
        ...compat.alias,
        // Its "module" file makes `require('node-fetch')` a namespace instead of the function: cozy-client then
        // fails with "fetcher is not a function". The CommonJS file answers every way of importing it.
        'node-fetch$': 'node-fetch/lib/index.js'
      },
      // node-fetch asks for it in a `try`.
      fallback: { ...compat.fallback, encoding: false }
    },
    // A stack runs one file: what is imported dynamically goes into it too, and is evaluated when it is asked for.
    module: { rules, parser: { javascript: { dynamicImportMode: 'eager' } } },
    node: { __dirname: false, __filename: false, global: false },
    plugins: [
      defineEnvironment(mode, () => manifest.job),
      cheerioWithoutFetch(),
      new StandInsPlugin(settings.dependencies),
      // bluebird came along with cozy-konnector-libs; what it has for browsers does no harm.
      new RefuseForeignCodePlugin(folder, isCompat ? [...settings.allow, 'bluebird'] : settings.allow),
      manifest,
      new CopyFilesPlugin(folder, () => manifest.job)
    ],
    optimization: {
      nodeEnv: false,
      emitOnErrors: false,
      usedExports: true,
      providedExports: true,
      sideEffects: true,
      moduleIds: mode === 'production' ? 'deterministic' : 'named',
      minimize: mode === 'production',
      ...(minimizer === 'swc' ? { minimizer: [swcMinimizer()] } : {})
    },
    performance: false,
    stats: 'none',
    infrastructureLogging: { level: 'error' }
  }
}
