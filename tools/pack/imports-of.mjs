import { createReadStream } from 'node:fs'
import { isBuiltin } from 'node:module'
import { text } from 'node:stream/consumers'
import { createGunzip } from 'node:zlib'
import tar from 'tar-stream'
import ts from 'typescript'

const packageOf = specifier => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')

/**
 * The packages that the modules and the declarations of a packed package import, each with a file that does.
 * Required ones are not among them: a bundle of CommonJS asks for what may be absent.
 */
export const importsOf = async file => {
  const imports = new Map()
  const entries = createReadStream(file).pipe(createGunzip()).pipe(tar.extract())
  for await (const entry of entries) {
    const path = entry.header.name.replace(/^package\//, '')
    const content = await text(entry)
    if (!/^(dist|bin|generators)\/.*(\.js|\.d\.ts)$|^[^/]+\.m?js$/.test(path)) continue
    for (const { fileName } of ts.preProcessFile(content, true, false).importedFiles) {
      if (/^[./]/.test(fileName) || isBuiltin(fileName)) continue
      imports.set(packageOf(fileName), path)
    }
  }
  return imports
}
