import type { Compiler } from 'webpack'

const NODE_ENTRY = /([\\/]cheerio[\\/]dist[\\/])(?:esm|commonjs)([\\/]index\.js)$/
const TYPE = 'javascript/esm'

const NAME = 'CheerioWithoutFetchPlugin'

/** The file that is bundled for this one; itself unless it is the one that cheerio has for Node. */
export const cheerioFile = (file: string): string => file.replace(NODE_ENTRY, '$1browser$2')

/**
 * Takes the file that cheerio has for browsers. The one for Node adds functions that fetch and decode a page, and with
 * them a whole HTTP client and every charset of the world: 1.1 MB for the 0.3 MB that a job uses.
 */
export class CheerioWithoutFetchPlugin {
  apply(compiler: Compiler): void {
    compiler.hooks.normalModuleFactory.tap(NAME, factory => {
      factory.hooks.afterResolve.tap(NAME, ({ createData }) => {
        if (createData.resource === undefined || !NODE_ENTRY.test(createData.resource)) return
        const resource = cheerioFile(createData.resource)
        // There is one only, of ES modules: what `require` was answered with is read as such.
        Object.assign(createData, {
          resource,
          userRequest: resource,
          request: resource,
          type: TYPE,
          parser: factory.getParser(TYPE),
          generator: factory.getGenerator(TYPE)
        })
      })
    })
  }
}
