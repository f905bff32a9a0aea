import type { Compiler, Module, javascript } from 'webpack'
import { positionAt, type Position } from './original-position.js'
import { BROWSER_GLOBALS } from './refusals.js'

type Parser = javascript.JavascriptParser

/** One use of a browser's global in a module. */
export interface GlobalUse {
  name: string
  /** In the code that webpack saw. */
  position: Position
  /** The names that the top-level statement around it declares: if none of them is used, neither is the global. */
  declares: string[]
}

// Kept with the module, in a cache too: a module that is taken from there is not parsed again.
const KEY = 'cozyJobsGlobalUses'

/** The uses that the parser saw in a module: all in a job's own code, those at import in a package. */
export const globalUsesIn = ({ buildInfo }: Module): readonly GlobalUse[] =>
  (buildInfo?.[KEY] as GlobalUse[] | undefined) ?? []

interface Node {
  type: string
  id?: { name?: string } | null
  declaration?: Node | null
  declarations?: Node[]
}

const declaredBy = (node: Node | undefined | null): string[] => {
  if (!node) return []
  if (node.type === 'ExportDefaultDeclaration') return ['default']
  if (node.type === 'ExportNamedDeclaration') return declaredBy(node.declaration)
  if (node.declarations) return node.declarations.flatMap(declaredBy)
  return node.id?.name ? [node.id.name] : []
}

const isPackage = (module: { resource?: string }): boolean =>
  /[\\/]node_modules[\\/]/.test(module.resource ?? '')

const watchGlobals = (parser: Parser): void => {
  for (const name of BROWSER_GLOBALS) {
    parser.hooks.expression.for(name).tap('BrowserGlobals', expression => {
      const { module } = parser.state
      // A package may well hold functions for browsers that a job never calls; what it does at import counts.
      if (isPackage(module) && (parser.scope.topLevelScope !== true || parser.scope.inTry)) return
      const position = positionAt(String(parser.state.source), expression.range?.[0] ?? 0)
      const [statement] = (parser.statementPath ?? []) as unknown as Node[]
      const use = { name, position, declares: declaredBy(statement) }
      // Made anew by webpack at each build of the module.
      Object.assign(module.buildInfo ?? {}, { [KEY]: [...globalUsesIn(module), use] })
    })
  }
}

/** Notes where modules use a browser's globals. The branches behind `typeof window` checks are not looked at. */
export const noteBrowserGlobals = (compiler: Compiler): void => {
  compiler.hooks.normalModuleFactory.tap('BrowserGlobals', factory => {
    for (const type of ['javascript/auto', 'javascript/dynamic', 'javascript/esm']) {
      factory.hooks.parser.for(type).tap('BrowserGlobals', watchGlobals as (parser: unknown) => void)
    }
  })
}
