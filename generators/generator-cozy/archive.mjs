#!/usr/bin/env node
// Keeps the templates of this release, and what renders them, in releases/VERSION: `yo cozy:update` merges from there.
// Run once for each release, before its version is left behind: npm run archive -w generators/generator-cozy
//
//   node archive.mjs [--version VERSION] [--out FOLDER] [--package FOLDER]

import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import webpack from 'webpack'

const { values } = parseArgs({
  options: { version: { type: 'string' }, out: { type: 'string' }, package: { type: 'string' } }
})
const here = import.meta.dirname
const { version: own } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'))
const version = values.version ?? own
const out = resolve(values.out ?? join(here, 'releases'))
const source = resolve(values.package ?? here)
const target = join(out, version)

/** One module that imports nothing but Node's own: what it rests on may change with the next release. */
const bundle = folder =>
  new Promise((done, fail) => {
    const compiler = webpack({
      mode: 'production',
      target: 'node20',
      context: here,
      entry: join(here, 'dist/render/render.js'),
      experiments: { outputModule: true },
      output: { path: join(folder, 'dist/render'), filename: 'render.mjs', library: { type: 'module' } },
      optimization: { minimize: true },
      // Templates are found from where the module stands, as before.
      module: { parser: { javascript: { importMeta: false, url: false } } },
      performance: false
    })
    compiler.run((error, stats) => {
      if (error || stats.hasErrors()) fail(error ?? new Error(stats.toString({ all: false, errors: true })))
      else compiler.close(() => done())
    })
  })

const contents = folder =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
    .map(path => `${path.slice(folder.length)}\0${readFileSync(path, 'latin1')}`)
    .join('\0')

const staged = mkdtempSync(join(tmpdir(), 'generator-cozy-release-'))
try {
  await bundle(staged)
  cpSync(join(source, 'templates'), join(staged, 'templates'), { recursive: true })
  if (existsSync(target) && contents(target) !== contents(staged)) {
    console.error(`Failed to archive ${version}: it is there already, and differs. Raise the version first.`)
    process.exitCode = 1
  } else if (existsSync(target)) {
    console.log(`${version} is archived already.`)
  } else {
    cpSync(staged, `${target}.part`, { recursive: true })
    renameSync(`${target}.part`, target)
    console.log(`Archived the templates of ${version} in ${target}.`)
  }
} finally {
  rmSync(staged, { recursive: true, force: true })
}
