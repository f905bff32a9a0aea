import { createRequire } from 'node:module'
import type { RuleSetRule } from 'webpack'
import { PREBUILT } from './prebuilt/description.js'
import { runtimeFile } from './runtime-files.js'

const { resolve: resolvePath } = createRequire(import.meta.url)

// Whatever "type" the package says, `import` and `require` mix, and a default import of a CommonJS package is its
// `default`: so the lines of the documentation work as they stand.
const MIXED: RuleSetRule = { type: 'javascript/auto', resolve: { fullySpecified: false } }

// Compiled already. swc would follow its source map to sources that are not in the package, and the check of the
// manifest would take what they name for the job's own.
const installedRuntimes: RuleSetRule = {
  ...MIXED,
  test: /[\\/]node_modules[\\/]@cozy-jobs[\\/].*\.[cm]?js$/,
  exclude: PREBUILT
}

const ownCode: RuleSetRule = {
  ...MIXED,
  test: /\.[cm]?[jt]s$/,
  exclude: [/[\\/]node_modules[\\/]/, PREBUILT],
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

/** How each kind of file is read, in a job's bundle as in what is prebuilt. */
export const MODULE_RULES: readonly RuleSetRule[] = [
  installedRuntimes,
  ownCode,
  { test: /\.(html|txt|md|tpl|mjml|hbs|ejs)$/, type: 'asset/source' },
  // A job that requires its own manifest.
  { test: /\.(webapp|konnector)$/, type: 'json' },
  {
    test: /[\\/]cozy-client[\\/]dist[\\/]index\.node\.js$/,
    resourceQuery: { not: /evaluated/ },
    use: runtimeFile('lazy-module-loader.cjs')
  },
  // What stands for another module must not be dropped as free of side effects: one is told, the other throws.
  { include: [runtimeFile('refused.cjs'), runtimeFile('absent.cjs')], sideEffects: true }
]
