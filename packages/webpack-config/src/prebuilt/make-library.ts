import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import webpack, { type Configuration, type Stats } from 'webpack'
import { CheerioWithoutFetchPlugin } from '../cheerio-without-fetch.js'
import { defineEnvironment } from '../define-environment.js'
import { MODULE_RULES } from '../module-rules.js'
import { RefuseForeignCodePlugin } from '../refuse-foreign-code.js'
import { runtimeFile } from '../runtime-files.js'
import { StandInsPlugin } from '../stand-ins.js'
import { swcMinimizer } from '../swc-minimizer.js'
import { describeModules } from './describe-modules.js'
import { prebuiltFile } from './description.js'
import type { Library } from './libraries.js'
import { licencesOf } from './licences.js'

/** As a job's bundle is made, but for what would make modules one, or leave some of them out. */
const configurationOf = (
  { entries, isWhole = false }: Library,
  folder: string,
  path: string
): Configuration => {
  const loader = `${runtimeFile('prebuilt-entry.cjs')}?${JSON.stringify({ entries })}`
  return {
    mode: 'production',
    context: folder,
    target: 'node20',
    // What the entry asks for is looked for from the folder of the package that imports it.
    entry: `${join(folder, 'entry.cjs')}!=!${loader}!${join(folder, 'package.json')}`,
    output: {
      path,
      filename: 'library.cjs',
      library: { type: 'commonjs2', export: 'load' }
    },
    resolve: { alias: { 'node-fetch$': 'node-fetch/lib/index.js' }, fallback: { encoding: false } },
    module: { rules: [...MODULE_RULES], parser: { javascript: { dynamicImportMode: 'eager' } } },
    node: { __dirname: false, __filename: false, global: false },
    plugins: [
      defineEnvironment('production', () => undefined),
      new CheerioWithoutFetchPlugin(),
      new StandInsPlugin(new Set()),
      new RefuseForeignCodePlugin(folder, [])
    ],
    optimization: {
      nodeEnv: false,
      emitOnErrors: false,
      // Whoever imports a module finds all that it exports, by its own name.
      concatenateModules: false,
      usedExports: !isWhole,
      sideEffects: !isWhole,
      mangleExports: false,
      moduleIds: 'deterministic',
      minimizer: [swcMinimizer()]
    },
    performance: false,
    stats: 'none',
    infrastructureLogging: { level: 'error' }
  }
}

const compile = (configuration: Configuration): Promise<Stats> =>
  new Promise((resolve, reject) => {
    const compiler = webpack(configuration)
    compiler?.run((failed, stats) => {
      const [problem = failed] = stats?.compilation.errors ?? []
      compiler.close(() => (problem || !stats ? reject(problem ?? new Error('no result')) : resolve(stats)))
    })
  })

/**
 * Bundles a library and writes what it is made of, and under which licences, beside it.
 *
 * @param folder of the package that imports the library
 * @param stamp of everything that makes it, to be compared the next time
 */
export const makeLibrary = async (library: Library, folder: string, stamp: string): Promise<void> => {
  const { name } = library
  const target = dirname(prebuiltFile(name, 'cjs'))
  mkdirSync(target, { recursive: true })
  const fresh = mkdtempSync(join(target, '.new-'))
  try {
    const { compilation } = await compile(configurationOf(library, folder, fresh))
    const { folders, ...description } = describeModules(compilation, library)
    writeFileSync(join(fresh, 'library.json'), `${JSON.stringify({ stamp, ...description })}\n`)
    writeFileSync(join(fresh, 'library.LICENSES.txt'), licencesOf(folders))
    // A build beside this one sees the old pair, the new one, or none.
    rmSync(prebuiltFile(name, 'json'), { force: true })
    for (const kind of ['LICENSES.txt', 'cjs', 'json'] as const) {
      renameSync(join(fresh, `library.${kind}`), prebuiltFile(name, kind))
    }
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
}
