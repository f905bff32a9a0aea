import { dirname } from 'node:path'
import type { RuleSetRule } from 'webpack'
import { cheerioFile } from '../cheerio-without-fetch.js'
import { runtimeFile } from '../runtime-files.js'
import { PREBUILT, readDescription, type PrebuiltModule } from './description.js'
import { LIBRARIES, type Library } from './libraries.js'
import { locate, packageFolder } from './locate.js'

const PACKAGE_OF = /[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)[\\/](?!.*[\\/]node_modules[\\/])/

type Found = (file: string, query: string) => PrebuiltModule | undefined

/** Looks a file up in a library; each copy of it on the disk is compared with the prebuilt one once. */
const lookUp = ({ name, packages: [main = name, ...others] }: Library): Found => {
  const copies = new Map<string, ReturnType<typeof locate>>()
  const copyAt = (first: string): ReturnType<typeof locate> => {
    if (!copies.has(first)) {
      const description = readDescription(name)
      copies.set(first, description && locate(description, first))
    }
    return copies.get(first)
  }
  return (file, query) => {
    const [, owner = ''] = PACKAGE_OF.exec(file) ?? []
    if (owner !== main && !others.includes(owner)) return undefined
    const first = packageFolder(main, dirname(file))
    return first === undefined ? undefined : copyAt(first)?.get(cheerioFile(file) + query)
  }
}

const ruleFor = (library: Library): RuleSetRule => {
  const found = lookUp(library)
  return {
    ...(library.issuer ? { issuer: library.issuer } : {}),
    test: /[\\/]node_modules[\\/]/,
    use: ({ realResource = '', resourceQuery = '' }) => {
      const module = found(realResource, resourceQuery)
      if (module?.id === undefined) return []
      const { id, exports } = module
      // In the text of the request, so that the module of another id is another module to every cache.
      const query = JSON.stringify({ library: library.name, id, exports })
      return [{ loader: `${runtimeFile('prebuilt-module.cjs')}?${query}` }]
    }
  }
}

/**
 * Takes the libraries that are prebuilt from there: their modules become a line each that asks the prebuilt file.
 *
 * @param installed the packages that the job itself asks for
 */
export const prebuiltRules = (installed: ReadonlySet<string>): RuleSetRule[] => [
  { test: PREBUILT, use: runtimeFile('prebuilt-library.cjs') },
  ...LIBRARIES.filter(({ unlessWith = [] }) => !unlessWith.some(name => installed.has(name))).map(ruleFor)
]
