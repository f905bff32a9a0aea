import { describe, expect, it } from '@jest/globals'
import fixturify from 'fixturify'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from './build.js'
import { runBundle } from './testing/run-bundle.js'
import { withJob } from './testing/temporary-job.js'

const MANIFEST = JSON.stringify({ slug: 'old', version: '1.2.3', icon: 'icon.svg' })
const ICON = '<svg xmlns="http://www.w3.org/2000/svg"><!-- a comment --><path d="M0 0h1v1z"/></svg>'
const old = (source: string, compat = true) => ({
  'manifest.konnector': MANIFEST,
  'package.json': JSON.stringify(compat ? { cozyJobs: { compat } } : {}),
  assets: { 'icon.svg': ICON, deeper: { 'page.html': '<p>' } },
  src: { 'index.js': source }
})

describe('a konnector of cozy-konnector-libs', () => {
  it('finds its assets beside the manifest, which it may require, and cheerio by require', async () => {
    const source = `
      const { version } = require('../manifest.konnector')
      const cheerio = require('cheerio')
      console.log(version, cheerio.load('<b>bold</b>')('b').text())`
    await withJob(old(source), async folder => {
      await build(folder, { mode: 'development' })
      expect(await runBundle(join(folder, 'build/index.js'))).toMatchObject({
        code: 0,
        stdout: '1.2.3 bold\n'
      })
      expect(readFileSync(join(folder, 'build/icon.svg'), 'utf8')).not.toContain('comment')
      expect(existsSync(join(folder, 'build/deeper/page.html'))).toBe(true)
      expect(existsSync(join(folder, 'build/assets'))).toBe(false)
    })
  })

  it('may depend on a package for both worlds, and is told of a global in its own code', async () => {
    await withJob(old("require('./vendor/node_modules/both')\ndocument.title\n"), async folder => {
      const both = { 'index.js': 'module.exports = window.URL\n' }
      fixturify.writeSync(join(folder, 'src'), { vendor: { node_modules: { both } } })
      const failure = await build(folder, { mode: 'development' }).catch(String)
      expect(failure).toContain('uses `document`')
      expect(failure).not.toContain('window')
    })
  })

  it('is told of the one line where it lacks it', async () => {
    await withJob(old("require('cozy-konnector-libs')\n", false), async folder => {
      await expect(build(folder, { mode: 'development' })).rejects.toThrow(
        'imports cozy-konnector-libs, which is not installed. Say "cozyJobs": { "compat": true } in package.json'
      )
    })
  })
})
