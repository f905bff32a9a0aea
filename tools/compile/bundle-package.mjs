import { readFileSync } from 'node:fs'
import { join, posix, relative, sep } from 'node:path'
import { rolldown } from 'rolldown'

/**
 * Packages whose modules are put together: Node reads each file by itself, and hundreds of them take longer than what
 * is in them. With each the files, below its sources, that are started or imported by their own path: what its
 * exports name is found there.
 */
export const BUNDLED = {
  'packages/fixtures': ['traffic/job/start.ts'],
  'packages/logging': [],
  'packages/manifest': ['reference/generated-files.ts'],
  'packages/runner': ['profiles/cmd.ts', 'profiles/prod.ts'],
  'packages/stack': [
    'reference/fidelity-page.ts',
    'engine/testing/test-bed.ts',
    'files/testing/endless-moves.ts',
    'testing/stack-until-killed.ts'
  ],
  'packages/store': ['crash/writer.ts', 'documents/late-fetch.ts'],
  'packages/triggers': []
}

const PLACE = /__place_of_module__\("([^"]+)"\)/g

/** `import.meta.url` stays the place that the module has by itself, wherever its code is put. */
const placesOfModules = src => ({
  name: 'places-of-modules',
  transform: (code, id) =>
    code.includes('import.meta.url') && id.startsWith(src)
      ? {
          code: code.replaceAll(
            'import.meta.url',
            `__place_of_module__("${relative(src, id).split(sep).join('/').replace(/\.ts$/, '.js')}")`
          ),
          // No line moves.
          map: null
        }
      : null,
  renderChunk: (code, { fileName }) =>
    code.includes('__place_of_module__')
      ? {
          code: code.replaceAll(PLACE, (_, place) => {
            const from = posix.relative(posix.dirname(fileName), place)
            return `new URL('${from.startsWith('.') ? from : `./${from}`}', import.meta.url).href`
          }),
          map: null
        }
      : null
})

const exported = folder => {
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return Object.values(exports)
    .map(target => target['@cozy-jobs/source'])
    .filter(path => path !== undefined)
    .map(path => posix.relative('src', path))
}

/** The files of a package, as few as what is imported late allows: `{ name: text }`, source maps among them. */
export const bundlePackage = async (folder, ownPath) => {
  const src = join(folder, 'src')
  const entries = new Set([...exported(folder), ...ownPath])
  const bundle = await rolldown({
    input: Object.fromEntries([...entries].map(name => [name.slice(0, -'.ts'.length), join(src, name)])),
    platform: 'node',
    tsconfig: false,
    external: id => !id.startsWith('.') && !id.startsWith(src) && !id.startsWith('\0'),
    plugins: [placesOfModules(src)],
    transform: { target: 'es2023' },
    treeshake: false,
    logLevel: 'warn'
  })
  const { output } = await bundle.generate({
    format: 'esm',
    sourcemap: true,
    keepNames: true,
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name].js'
  })
  await bundle.close()
  return Object.fromEntries(
    output.map(({ type, fileName, code, source }) => [fileName, type === 'chunk' ? code : source])
  )
}
