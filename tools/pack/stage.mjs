import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { reachedFrom } from './declarations.mjs'
import { publishedManifest } from './published-manifest.mjs'
import { ROOT } from './publishable.mjs'

/** The module of a package whose `make(folder)` makes what only the published package has. */
const MAKE = 'make.mjs'

/** Never in a package: npm's `files` would leave them out too, but it would have to read them. */
const LEFT_OUT = new Set(['node_modules', 'src', 'package.json', MAKE])

/**
 * What only tests need is compiled too, for they start it in processes of their own. Source maps would be
 * hundreds of files, and lead to sources that are not there.
 */
const forUsers = path => !/[/\\]dist[/\\](.*[/\\])?testing$|\.js\.map$/.test(path)

const POINTER_TO_MAP = /\n\/\/# sourceMappingURL=\S+\.js\.map\s*$/

const withoutPointersToMaps = dist => {
  for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.js')) continue
    const file = join(entry.parentPath, entry.name)
    const text = readFileSync(file, 'utf8')
    if (POINTER_TO_MAP.test(text)) writeFileSync(file, text.replace(POINTER_TO_MAP, '\n'))
  }
}

const typesOf = exports =>
  Object.values(exports ?? {})
    .map(target => target.types)
    .filter(path => path !== undefined)

/** A package as it is published, laid out in a folder of its own: nothing in the work tree is changed for it. */
export const stage = async ({ folder, manifest }, { into, types, repository }) => {
  const target = join(into, manifest.name.replaceAll(/[@/]/g, '-'))
  const directory = relative(ROOT, folder)
  mkdirSync(target, { recursive: true })
  for (const name of readdirSync(folder).filter(name => !LEFT_OUT.has(name))) {
    cpSync(join(folder, name), join(target, name), { recursive: true, filter: forUsers })
  }
  if (existsSync(join(target, 'dist'))) withoutPointersToMaps(join(target, 'dist'))
  cpSync(join(ROOT, 'LICENSE'), join(target, 'LICENSE'))
  const published = publishedManifest(manifest, repository && { ...repository, directory })
  writeFileSync(join(target, 'package.json'), `${JSON.stringify(published, null, 2)}\n`)
  const declared = join(types, directory, 'src')
  const entries = typesOf(published.exports).map(path => join(declared, relative('dist', path)))
  for (const file of reachedFrom(entries.filter(entry => entry.startsWith(declared)))) {
    const place = join(target, 'dist', relative(declared, file))
    mkdirSync(dirname(place), { recursive: true })
    cpSync(file, place)
  }
  if (existsSync(join(folder, MAKE)))
    await (await import(pathToFileURL(join(folder, MAKE)).href)).make(target)
  return target
}
