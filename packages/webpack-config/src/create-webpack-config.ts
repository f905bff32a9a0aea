import { join } from 'node:path'
import type { Configuration } from 'webpack'
import { cacheOf } from './cache/cache-of.js'
import { CheerioWithoutFetchPlugin } from './cheerio-without-fetch.js'
import { compatResolve } from './compat.js'
import { CopyFilesPlugin } from './copy-files.js'
import { defineEnvironment } from './define-environment.js'
import { displayPath } from './display-path.js'
import { FollowManifestPlugin } from './follow-manifest.js'
import { MODULE_RULES } from './module-rules.js'
import { AppendPrebuiltPlugin } from './prebuilt/append-prebuilt.js'
import { PREBUILT_REQUEST, prebuiltFolder } from './prebuilt/description.js'
import { prebuiltRules } from './prebuilt/prebuilt-rules.js'
import { readJob } from './read-job.js'
import { RefuseForeignCodePlugin } from './refuse-foreign-code.js'
import { inWorkspace } from './runtime-files.js'
import { StandInsPlugin } from './stand-ins.js'
import { swcMinimizer } from './swc-minimizer.js'

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
    ...cacheOf({ folder, mode, minimizer, compat: isCompat, settings }),
    resolve: {
      // Cozy's own web apps import `ducks/x` for `src/ducks/x`.
      modules: ['node_modules', join(folder, 'src')],
      extensions: ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '.json'],
      extensionAlias: { '.js': ['.ts', '.js'], '.mjs': ['.mts', '.mjs'], '.cjs': ['.cts', '.cjs'] },
      ...(inWorkspace() ? { conditionNames: ['@cozy-jobs/source', '...'] } : {}),
      alias: {
        ...compat.alias,
        [PREBUILT_REQUEST]: prebuiltFolder(),
        // Its "module" file makes `require('node-fetch')` a namespace instead of the function: cozy-client then
        // fails with "fetcher is not a function". The CommonJS file answers every way of importing it.
        'node-fetch$': 'node-fetch/lib/index.js'
      },
      // node-fetch asks for it in a `try`.
      fallback: { ...compat.fallback, encoding: false }
    },
    // A stack runs one file: what is imported dynamically goes into it too, and is evaluated when it is asked for.
    module: {
      rules: [...MODULE_RULES, ...prebuiltRules(settings.dependencies)],
      parser: { javascript: { dynamicImportMode: 'eager' } }
    },
    node: { __dirname: false, __filename: false, global: false },
    plugins: [
      defineEnvironment(mode, () => manifest.job),
      new CheerioWithoutFetchPlugin(),
      new StandInsPlugin(settings.dependencies),
      new AppendPrebuiltPlugin(),
      // Packages of an older konnector are for both worlds as a rule, and were never looked at.
      new RefuseForeignCodePlugin(folder, settings.allow, { trustsPackages: isCompat }),
      manifest,
      new CopyFilesPlugin(folder, () => manifest.job, { flattens: isCompat })
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
