#!/usr/bin/env node
// Turns the TypeScript of the packages into `dist/`: all of them, or the folders named as arguments.
// It is the root's `prepare`, so it rests on nothing of ours, and writes only what has changed:
// time stamps of unchanged files stay, so that nothing downstream believes it must run again.

import { transformSync } from '@swc/core'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { BUNDLED, bundlePackage } from './bundle-package.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

const OPTIONS = {
  jsc: { parser: { syntax: 'typescript' }, target: 'es2023', keepClassNames: true },
  module: { type: 'es6' },
  sourceMaps: true,
  swcrc: false
}

const filesBelow = folder =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter(entry => entry.isFile())
        .map(entry => relative(folder, join(entry.parentPath, entry.name)))
    : []

const writeIfChanged = (path, text) => {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

const compileFile = (src, dist, name) => {
  const target = join(dist, name.replace(/\.ts$/, '.js'))
  const filename = join(src, name)
  const { code, map } = transformSync(readFileSync(filename, 'utf8'), {
    ...OPTIONS,
    filename,
    sourceFileName: relative(dirname(target), filename)
  })
  writeIfChanged(target, `${code}//# sourceMappingURL=${target.split('/').at(-1)}.map\n`)
  writeIfChanged(`${target}.map`, map)
  return [relative(dist, target), `${relative(dist, target)}.map`]
}

const writeBundle = async (folder, dist, ownPath) => {
  const files = Object.entries(await bundlePackage(folder, ownPath))
  for (const [name, text] of files) writeIfChanged(join(dist, name), text)
  return files.map(([name]) => name)
}

const compilePackage = async folder => {
  const src = join(folder, 'src')
  const dist = join(folder, 'dist')
  const sources = filesBelow(src).filter(name => name.endsWith('.ts') && !/\.(test|d)\.ts$/.test(name))
  const ownPath = BUNDLED[relative(root, folder)]
  const written = new Set(
    ownPath === undefined
      ? sources.flatMap(name => compileFile(src, dist, name))
      : await writeBundle(folder, dist, ownPath)
  )
  for (const stale of filesBelow(dist).filter(name => /\.js(\.map)?$/.test(name) && !written.has(name))) {
    rmSync(join(dist, stale))
  }
}

const packagesBelow = folder =>
  readdirSync(join(root, folder), { withFileTypes: true })
    .filter(entry => entry.isDirectory() && existsSync(join(root, folder, entry.name, 'src')))
    .map(entry => join(root, folder, entry.name))

const named = process.argv.slice(2).map(folder => resolve(folder))
for (const folder of named.length ? named : [...packagesBelow('packages'), ...packagesBelow('generators')]) {
  await compilePackage(folder)
}
