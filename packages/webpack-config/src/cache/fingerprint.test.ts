import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import fixturify, { type DirJSON } from 'fixturify'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cacheOf } from './cache-of.js'
import { fingerprint } from './fingerprint.js'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cozy-jobs-fingerprint-'))
  mkdirSync(join(root, 'job'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const write = (tree: DirJSON): void => fixturify.writeSync(root, tree)
const ofJob = (toolchain?: Parameters<typeof fingerprint>[1]): string =>
  fingerprint(join(root, 'job'), toolchain)

describe('the fingerprint of a toolchain', () => {
  it('is the same as long as nothing has changed', () => {
    write({ 'package-lock.json': '{}' })
    expect(ofJob()).toBe(ofJob())
    write({ job: { 'README.md': 'No part of it.' } })
    const before = ofJob()
    write({ 'other.json': '{}' })
    expect(ofJob()).toBe(before)
  })

  it.each(['package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml', 'bun.lock'])(
    'changes with %s, wherever above the job it is',
    name => {
      const without = ofJob()
      write({ [name]: 'first' })
      const first = ofJob()
      write({ [name]: 'other' })
      const other = ofJob()
      // The nearest one decides.
      write({ job: { [name]: 'nearer' } })
      const nearer = ofJob()
      expect(new Set([without, first, other, nearer]).size).toBe(4)
      write({ [name]: 'first' })
      expect(ofJob()).toBe(nearer)
    }
  )

  it('changes with the version of Node', () => {
    expect(ofJob({ node: process.version })).toBe(ofJob())
    expect(ofJob({ node: 'v20.19.0' })).not.toBe(ofJob({ node: 'v20.19.1' }))
  })

  it('changes with what this package is made of, in every depth', () => {
    const folders = [join(root, 'dist'), join(root, 'runtime'), join(root, 'absent')]
    const seen = new Set<string>()
    const states: DirJSON[] = [
      { dist: { 'index.js': '1' } },
      { dist: { 'index.js': '2' } },
      { dist: { inner: { 'module-rules.ts': '1' } } },
      { runtime: { 'stand-in.cjs': '1' } },
      { runtime: { 'stand-in.cjs': '2' } },
      { dist: { prebuilt: { 'cheerio.json': '{ "digest": "1" }' } } },
      { dist: { prebuilt: { 'cheerio.json': '{ "digest": "2" }' } } }
    ]
    for (const state of states) {
      write(state)
      seen.add(ofJob({ folders }))
    }
    expect(seen.size).toBe(states.length)
  })
})

it('makes the cache of a build another one', () => {
  write({ job: { node_modules: {} } })
  const versionOf = (): unknown => {
    const { cache } = cacheOf({
      folder: join(root, 'job'),
      mode: 'production',
      minimizer: 'swc',
      compat: false,
      settings: { dependencies: new Set(), allow: [], sources: {}, compat: false }
    })
    return (cache as { version?: string }).version
  }
  const before = versionOf()
  expect(before).toBe(versionOf())
  write({ job: { 'package-lock.json': '{}' } })
  expect(versionOf()).not.toBe(before)
})
