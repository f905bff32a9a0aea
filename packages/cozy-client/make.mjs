import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

const require = createRequire(import.meta.url)
const ORIGIN = dirname(require.resolve('cozy-client/package.json'))
const PREBUILT = new URL('../webpack-config/dist/prebuilt/cozy-client.json', import.meta.url)
const STAND_INS = fileURLToPath(new URL('../webpack-config/runtime', import.meta.url))

/** Peers made for pages and phones: that of the job where it has one, else a few lines that stand for it. */
const PEERS = ['cozy-device-helper', 'cozy-flags', 'cozy-logger']

const peers = {
  name: 'peers-of-cozy-client',
  resolveId: (id, importer) =>
    !PEERS.includes(id)
      ? null
      : importer?.startsWith('\0peer:')
        ? { id, external: true }
        : { id: `\0peer:${id}.cjs` },
  load(id) {
    if (!id.startsWith('\0peer:')) return null
    const name = id.slice('\0peer:'.length, -'.cjs'.length)
    const standIn = JSON.stringify(join(STAND_INS, `${name}.cjs`))
    return `try { module.exports = require('${name}') } catch { module.exports = require(${standIn}) }`
  }
}

const models = () =>
  readdirSync(join(ORIGIN, 'dist', 'models'), { recursive: true })
    .filter(path => path.endsWith('.js') && !/(\.spec|\.fixtures?|__|mock)/.test(path))
    .map(path => join('models', path))

/**
 * What jobs import, by the file that holds it with all that it imports: the entry for Node with the models, and the
 * labels of files once more, alone: they are all that most jobs want.
 */
const libraries = () => {
  const labels = join('models', 'document', 'qualification.js')
  return { client: ['index.node.js', ...models().filter(path => path !== labels)], labels: [labels] }
}

/** One module that answers each of the files, loaded when it is asked for. */
const all = files => ({
  name: 'all',
  resolveId: id => (id === 'all' ? '\0all.cjs' : null),
  load: id =>
    id === '\0all.cjs'
      ? files
          .map(
            file =>
              `exports[${JSON.stringify(file)}] = () => require(${JSON.stringify(join(ORIGIN, 'dist', file))})`
          )
          .join('\n')
      : null
})

/** A file at the path that cozy-client has it. Node reads from its text which names an ES module may import. */
const facade = (library, file) => {
  const names = Object.keys(require(join(ORIGIN, 'dist', file))).filter(name =>
    /^[A-Za-z_$][\w$]*$/.test(name)
  )
  const up = relative(dirname(file), `${library}.cjs`).split(sep).join('/')
  return `module.exports = require(${JSON.stringify(up.startsWith('.') ? up : `./${up}`)})[${JSON.stringify(file)}]()
0 && (${names.map(name => `exports.${name} = `).join('')}0)
`
}

const makeLibrary = async (into, name, files) => {
  const bundle = await rolldown({
    input: { [name]: 'all' },
    platform: 'node',
    plugins: [peers, all(files)],
    logLevel: 'silent'
  })
  const { output } = await bundle.write({
    file: join(into, 'dist', `${name}.cjs`),
    format: 'cjs',
    codeSplitting: false
  })
  await bundle.close()
  for (const file of files) {
    mkdirSync(dirname(join(into, 'dist', file)), { recursive: true })
    writeFileSync(join(into, 'dist', file), facade(name, file))
  }
  return output.flatMap(({ moduleIds = [] }) => moduleIds.map(id => id.replace(/^\0|\?.*$/g, '')))
}

const licenseOf = folder => {
  const name = readdirSync(folder).find(file => /^licen[cs]e(\.(md|txt))?$/i.test(file))
  return name ? readFileSync(join(folder, name), 'utf8').trim() : 'No text of a license comes with it.'
}

/** The folder of the package that a file belongs to. */
const packageOf = file => {
  const parts = file.split(sep)
  const at = parts.lastIndexOf('node_modules')
  return parts.slice(0, at + (parts[at + 1].startsWith('@') ? 3 : 2)).join(sep)
}

const licenses = files =>
  [...new Set(files.filter(file => existsSync(file) && file.includes('node_modules')).map(packageOf))]
    .map(folder => ({ folder, ...JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) }))
    .sort((a, b) => a.name.localeCompare(b.name))
    .map(({ folder, name, version, license }) => `${name} ${version} (${license})\n\n${licenseOf(folder)}\n`)
    .join(`\n${'-'.repeat(80)}\n\n`)

/** Builds of jobs take the file that is prebuilt of the same files: package.json tells them that they may. */
const nameOrigin = manifest => {
  const { digest } = JSON.parse(readFileSync(PREBUILT, 'utf8'))
  const known = JSON.parse(readFileSync(manifest, 'utf8'))
  writeFileSync(manifest, `${JSON.stringify({ ...known, cozyJobs: { bundleOf: digest } }, null, 2)}\n`)
}

/** Makes what is published into a folder: the files of cozy-client that Node loads, with all that these import. */
export const make = async into => {
  const modules = []
  for (const [name, files] of Object.entries(libraries()))
    modules.push(...(await makeLibrary(into, name, files)))
  const types = join(ORIGIN, 'types')
  const declared = path => !/\.(spec|mock)|(^|[/\\])(testing|__tests__)$/.test(relative(types, path))
  cpSync(types, join(into, 'types'), { recursive: true, filter: declared })
  cpSync(join(ORIGIN, 'LICENSE'), join(into, 'LICENSE-cozy-client'))
  nameOrigin(join(into, 'package.json'))
  writeFileSync(join(into, 'LICENSES-of-libraries'), licenses(modules))
}
