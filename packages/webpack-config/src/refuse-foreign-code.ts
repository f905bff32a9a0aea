import type { Compilation, Compiler, Module, NormalModule } from 'webpack'
import webpack from 'webpack'
import { globalUsesIn, noteBrowserGlobals, type GlobalUse } from './browser-globals.js'
import { displayPath } from './display-path.js'
import { placeIn, startOf } from './original-position.js'
import { refusalOf, refusalText, type RefusalReason } from './refusals.js'
import { runtimeFile } from './runtime-files.js'

// cozy-client runs in both worlds and asks before it touches a window.
const IN_BOTH_WORLDS = /[\\/]node_modules[\\/]cozy-(stack-)?client[\\/]/

const PACKAGES = /[\\/]node_modules[\\/]/

const resourceOf = (module: Module): string => (module as NormalModule).resource ?? ''

const parseRefusal = (resource: string): { reason: RefusalReason; request: string } | undefined => {
  const [path, query = ''] = resource.split('?', 2)
  if (path !== runtimeFile('refused.cjs')) return undefined
  const fields = new URLSearchParams(query)
  return { reason: fields.get('reason') as RefusalReason, request: fields.get('request') ?? '' }
}

/**
 * Fails the build when what only a browser or another machine can run would end up in a bundle. Modules that the
 * bundle drops don't count: refused modules become empty ones first, and are judged once it is known what is kept.
 */
export class RefuseForeignCodePlugin {
  readonly #folder: string
  readonly #allowed: readonly string[]
  readonly #both: RegExp

  /** @param options `trustsPackages`: globals of a browser are refused in the job's own code alone */
  constructor(folder: string, allowed: readonly string[], options: { trustsPackages?: boolean } = {}) {
    this.#folder = folder
    this.#allowed = allowed
    this.#both = options.trustsPackages ? PACKAGES : IN_BOTH_WORLDS
  }

  apply(compiler: Compiler): void {
    noteBrowserGlobals(compiler)
    compiler.hooks.normalModuleFactory.tap('RefuseForeignCode', factory => {
      factory.hooks.beforeResolve.tap('RefuseForeignCode', data => {
        const reason = refusalOf(data.request)
        if (!reason || this.#isAllowed(data.contextInfo.issuer) || this.#allowed.includes(data.request))
          return
        const optional = data.dependencies.some(dependency => (dependency as { optional?: boolean }).optional)
        const query = new URLSearchParams({ reason, request: data.request })
        data.request = optional
          ? runtimeFile('absent.cjs')
          : `${runtimeFile('refused.cjs')}?${query.toString()}`
      })
    })
    compiler.hooks.compilation.tap('RefuseForeignCode', compilation => {
      compilation.hooks.afterOptimizeChunks.tap('RefuseForeignCode', () => {
        for (const text of this.#problemsOf(compilation))
          compilation.errors.push(new webpack.WebpackError(text))
      })
    })
  }

  #isAllowed(path: string): boolean {
    const shown = path && displayPath(path, this.#folder)
    return this.#allowed.some(name => shown === name || `/${shown}`.includes(`/node_modules/${name}/`))
  }

  #problemsOf(compilation: Compilation): Set<string> {
    const problems = new Set<string>()
    const isKept = (module: Module): boolean => compilation.chunkGraph.getNumberOfModuleChunks(module) > 0
    for (const module of compilation.modules) {
      if (!isKept(module)) continue
      const refusal = parseRefusal(resourceOf(module))
      if (refusal) {
        for (const where of this.#importersOf(compilation, module, isKept)) {
          problems.add(refusalText(refusal.reason, where, refusal.request))
        }
      } else this.#addGlobals(compilation, module, problems)
    }
    return problems
  }

  /** Each module that asks for this one, once, with the place where it does so first. */
  #importersOf(compilation: Compilation, module: Module, isKept: (module: Module) => boolean): string[] {
    const importers = new Map<Module, string>()
    for (const { originModule, dependency } of compilation.moduleGraph.getIncomingConnections(module)) {
      if (!originModule || !isKept(originModule) || importers.has(originModule)) continue
      importers.set(originModule, placeIn(originModule, startOf(dependency?.loc), this.#folder))
    }
    return [...importers.values()]
  }

  #addGlobals(compilation: Compilation, module: Module, problems: Set<string>): void {
    const path = resourceOf(module)
    if (this.#both.test(path) || this.#isAllowed(path)) return
    for (const use of globalUsesIn(module)) {
      if (isUnused(compilation, module, use)) continue
      problems.add(refusalText('browserGlobal', placeIn(module, use.position, this.#folder), use.name))
    }
  }
}

const isUnused = (compilation: Compilation, module: Module, use: GlobalUse): boolean => {
  const provided = compilation.moduleGraph.getProvidedExports(module)
  if (!Array.isArray(provided) || !use.declares.some(name => provided.includes(name))) return false
  const exportsInfo = compilation.moduleGraph.getExportsInfo(module)
  return use.declares.every(name => exportsInfo.getUsed(name, undefined) === webpack.UsageState.Unused)
}
