import { readFileSync, writeFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { rolldown } from 'rolldown'
import { licencesOf } from './dist/prebuilt/licences.js'

/** The folder of the package that a file belongs to. */
const packageOf = file => {
  const parts = file.split(sep)
  const at = parts.lastIndexOf('node_modules')
  return parts.slice(0, at + (parts[at + 1].startsWith('@') ? 3 : 2)).join(sep)
}

/** SVGO with all that it imports: one file instead of its packages, for the one function that is used of it. */
const bundleSvgo = async into => {
  const bundle = await rolldown({
    input: { svgo: 'all' },
    platform: 'node',
    plugins: [
      {
        name: 'all',
        resolveId: id => (id === 'all' ? '\0all.cjs' : null),
        load: id => (id === '\0all.cjs' ? `exports.optimize = require('svgo').optimize` : null)
      }
    ],
    resolve: { conditionNames: ['require', 'node'] },
    logLevel: 'silent'
  })
  const { output } = await bundle.write({
    file: join(into, 'dist', 'svgo.cjs'),
    format: 'cjs',
    minify: true,
    codeSplitting: false
  })
  await bundle.close()
  return output.flatMap(({ moduleIds = [] }) => moduleIds).filter(id => id.includes('node_modules'))
}

/** Makes what is published into a folder: SVGO is in the package, and no dependency of it. */
export const make = async into => {
  const files = await bundleSvgo(into)
  writeFileSync(
    join(into, 'LICENSES-of-libraries'),
    licencesOf([...new Set(files.map(file => packageOf(file.replace(/^\0|\?.*$/g, ''))))].sort())
  )
  const manifest = join(into, 'package.json')
  const { dependencies, ...rest } = JSON.parse(readFileSync(manifest, 'utf8'))
  const { svgo: _bundled, ...others } = dependencies
  const published = { ...rest, dependencies: others, imports: { '#svgo': './dist/svgo.cjs' } }
  writeFileSync(manifest, `${JSON.stringify(published, null, 2)}\n`)
}
