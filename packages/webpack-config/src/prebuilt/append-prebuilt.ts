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

const prebuiltIn = ({ chunkGraph }: Compilation, chunk: Chunk): string[] =>
  [...chunkGraph.getChunkModules(chunk)]
    .map(module => (module as NormalModule).resource ?? '')
    .filter(resource => PREBUILT.test(resource))
    .sort()

/**
 * Puts the prebuilt libraries that a bundle asks for behind it, each as one function, once the rest is minified: they
 * are minified already, and a source map has nothing to say of them. Each is compiled when it is first used.
 */
export class AppendPrebuiltPlugin {
  apply(compiler: Compiler): void {
    compiler.hooks.thisCompilation.tap(NAME, compilation => {
      const stage = webpack.Compilation.PROCESS_ASSETS_STAGE_DEV_TOOLING - 1
      compilation.hooks.processAssets.tap({ name: NAME, stage }, () => {
        for (const chunk of compilation.chunks) {
          const behind = prebuiltIn(compilation, chunk).map(functionOf).join('')
          if (behind === '') continue
          for (const file of chunk.files) {
            compilation.updateAsset(
              file,
              asset => new webpack.sources.ConcatSource(asset, new webpack.sources.RawSource(behind))
            )
          }
        }
      })
    })
  }
}
