import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Compilation, Module, NormalModule } from 'webpack'
import type { Description, PrebuiltModule } from './description.js'
import type { Library } from './libraries.js'
import { digestOf } from './locate.js'

const PACKAGE_FOLDER = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/

const folderOf = (module: Module | null): string | undefined =>
  PACKAGE_FOLDER.exec((module as NormalModule | null)?.resource ?? '')?.[1]

const nameOf = (folder: string): string =>
  (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name: string }).name

/** The folders of the packages in a compilation, those first that are asked for from outside, and who asks for whom. */
const packagesIn = ({ moduleGraph }: Compilation, modules: readonly Module[], main: string) => {
  const asks = new Map<string, Set<string>>()
  for (const module of modules) {
    const asking = folderOf(module)
    if (asking === undefined) continue
    for (const { resolvedModule } of moduleGraph.getOutgoingConnections(module)) {
      const asked = folderOf(resolvedModule)
      if (asked === undefined || asked === asking) continue
      asks.set(asking, (asks.get(asking) ?? new Set()).add(asked))
    }
  }
  const first = modules.map(folderOf).find(folder => folder !== undefined && nameOf(folder) === main)
  // In the order in which they are found, so that who asks is known before whom it asks.
  // Sorted, for webpack has them in the order in which they were read, which changes from one time to the next.
  const sorted = new Map([...asks].map(([asking, asked]) => [asking, [...asked].sort()]))
  const folders = new Set(first === undefined ? [] : [first])
  for (const folder of folders) for (const asked of sorted.get(folder) ?? []) folders.add(asked)
  return { folders: [...folders], asks: sorted }
}

/** By which id a module is asked for, and what it then gives, if it may be asked for from outside. */
const howToAsk = (
  { chunkGraph, moduleGraph }: Compilation,
  module: Module,
  { isWhole }: Library
): Pick<PrebuiltModule, 'id' | 'exports'> => {
  const id = chunkGraph.getModuleId(module)
  const isEntry = [...moduleGraph.getIncomingConnections(module)].some(
    ({ originModule }) => originModule !== null && folderOf(originModule) === undefined
  )
  if (id === null || !(isWhole || isEntry)) return {}
  const exports = moduleGraph.getProvidedExports(module)
  const isES = module.buildMeta?.['exportsType'] === 'namespace' && Array.isArray(exports)
  return { id, ...(isES ? { exports } : {}) }
}

/** What a prebuilt library is made of, and the folders of its packages. */
export const describeModules = (
  compilation: Compilation,
  library: Library
): Omit<Description, 'stamp'> & { folders: string[] } => {
  const [main = ''] = library.packages
  const all = [...compilation.modules]
  const { folders, asks } = packagesIn(compilation, all, main)
  const modules = all
    .flatMap(module => {
      const place = folders.indexOf(folderOf(module) ?? '')
      const { resource } = module as NormalModule
      const path = resource?.slice((folders[place] ?? '').length + 1)
      return place < 0
        ? []
        : [{ resource, shown: { in: place, path, ...howToAsk(compilation, module, library) } }]
    })
    .sort((a, b) => (a.resource < b.resource ? -1 : 1))
  return {
    folders,
    packages: folders.map(nameOf),
    asks: folders.flatMap((folder, asking) =>
      [...(asks.get(folder) ?? [])].map((asked): [number, number] => [asking, folders.indexOf(asked)])
    ),
    modules: modules.map(({ shown }) => shown),
    digest: digestOf(new Set(modules.map(({ resource }) => resource.replace(/\?.*$/, ''))))
  }
}
