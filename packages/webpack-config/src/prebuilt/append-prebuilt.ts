import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import webpack, { type Chunk, type Compilation, type Compiler, type NormalModule } from 'webpack'
import { PREBUILT } from './description.js'

const NAME = 'AppendPrebuilt'

/** A text as it stands between quotes, in characters that take one byte each: Node reads and keeps it as such. */
const quoted = (text: string): string =>
  JSON.stringify(text).replaceAll(
    /[\u0080-\uffff]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  )

// A text, for Node looks through every function of a file before its first line runs, and hardly at a text.
const functionOf = (file: string): string => {
  const library = basename(file, '.cjs')
  // What it is called with is said by runtime/prebuilt-library.cjs.
  return `
function __cozyJobs_${library.replaceAll('-', '_')}(module, exports) {
require("node:vm").compileFunction(${quoted(readFileSync(file, 'utf8'))}, ["module", "exports", "require"], { filename: "${library}.cjs" }).call(exports, module, exports, require)
}`
}

const prebuiltIn = ({ chunkGraph }: Compilation, chunk: Chunk): NormalModule[] =>
  ([...chunkGraph.getChunkModules(chunk)] as NormalModule[])
    .filter(({ resource }) => PREBUILT.test(resource ?? ''))
    .sort((a, b) => (a.resource < b.resource ? -1 : 1))

/** The function of a library, each line of it mapped to the library: no tool takes it for the job's last line. */
const sourceOf = (module: NormalModule): webpack.sources.Source => {
  const text = functionOf(module.resource)
  // By the name that the module has in the map already: of two, webpack makes one that differs between machines.
  const known = module.originalSource()?.map()?.sources ?? []
  const mappings = `AAAA${';AAAA'.repeat(text.split('\n').length - 1)}`
  return new webpack.sources.SourceMapSource(text, module.resource, {
    version: 3,
    file: '',
    sources: known.length > 0 ? known : [`webpack://${module.identifier()}`],
    names: [],
    mappings
  })
}

/**
 * Puts the prebuilt libraries that a bundle asks for behind it, each as one function, once the rest is minified: they
 * are minified already, and a source map has no more to say of them than their names. Each is compiled when it is first used.
 */
export class AppendPrebuiltPlugin {
  apply(compiler: Compiler): void {
    compiler.hooks.thisCompilation.tap(NAME, compilation => {
      const stage = webpack.Compilation.PROCESS_ASSETS_STAGE_DEV_TOOLING - 1
      compilation.hooks.processAssets.tap({ name: NAME, stage }, () => {
        for (const chunk of compilation.chunks) {
          const behind = prebuiltIn(compilation, chunk).map(sourceOf)
          if (behind.length === 0) continue
          for (const file of chunk.files) {
            compilation.updateAsset(file, asset => new webpack.sources.ConcatSource(asset, ...behind))
          }
        }
      })
    })
  }
}
