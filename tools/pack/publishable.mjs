import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

const foldersOf = parent =>
  readdirSync(join(ROOT, parent), { withFileTypes: true })
    .filter(entry => entry.isDirectory() && existsSync(join(ROOT, parent, entry.name, 'package.json')))
    .map(entry => join(ROOT, parent, entry.name))

/** The packages that are published, sorted by name: `{ folder, manifest }`, the second as it stands in package.json. */
export const publishable = () =>
  [...foldersOf('packages'), ...foldersOf('generators')]
    .map(folder => ({
      folder,
      manifest: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    }))
    .filter(({ manifest }) => manifest.private !== true)
    .sort((a, b) => a.manifest.name.localeCompare(b.manifest.name))
