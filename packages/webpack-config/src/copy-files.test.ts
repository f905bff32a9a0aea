import { describe, expect, it } from '@jest/globals'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from './build.js'
import { copiedPaths } from './copy-files.js'
import { withJob } from './testing/temporary-job.js'

const MANIFEST = {
  slug: 'bank',
  icon: './icon.svg',
  screenshots: ['screenshots/one.png'],
  partnership: { icon: 'partner.svg' },
  routes: {
    '/': { folder: '/', index: 'index.html' },
    '/shared': { folder: '/pages', index: 'shared.html' }
  },
  notifications: { low: { templates: { mail: 'file:./mails/low.tpl' } } }
}

describe('what is copied', () => {
  it('is the manifest, all that it names, and the folders of a fixed name, where they are', () =>
    withJob(
      {
        'manifest.webapp': JSON.stringify(MANIFEST),
        'icon.svg': '<svg/>',
        'index.html': '<p>',
        'README.md': 'not copied',
        'fixture.json': '{}',
        screenshots: { 'one.png': 'png', 'two.png': 'not named' },
        pages: { 'shared.html': '<p>' },
        mails: { 'low.tpl': 'Hello', 'unnamed.tpl': '' },
        public: { 'a.js': 'const  notMinified  = 1' },
        locales: { 'en.json': '{}' },
        assets: { deep: { 'x.pdf': '%PDF' } }
      },
      async folder => {
        const { copied } = await build(folder)
        expect(copied).toEqual([
          'assets/deep/x.pdf',
          'icon.svg',
          'index.html',
          'locales/en.json',
          'mails/low.tpl',
          'manifest.webapp',
          'package.json',
          'pages/shared.html',
          'public/a.js',
          'screenshots/one.png'
        ])
        expect(readFileSync(join(folder, 'build/manifest.webapp'), 'utf8')).toBe(JSON.stringify(MANIFEST))
        expect(readFileSync(join(folder, 'build/public/a.js'), 'utf8')).toBe('const  notMinified  = 1')
      }
    ))

  it('takes the place of what an earlier build left', () =>
    withJob({ 'manifest.webapp': '{}', build: { 'old.js': '' } }, async folder => {
      await build(folder)
      expect(existsSync(join(folder, 'build/old.js'))).toBe(false)
    }))

  it.each(['../secret', '/../secret', 'src/x.ts', 'node_modules/a', 'build/x'])('never is %s', icon => {
    expect(copiedPaths({ manifestFile: 'manifest.webapp', manifest: { icon } })).not.toContain(icon)
    expect(copiedPaths({ manifestFile: 'manifest.webapp', manifest: { icon } })).toHaveLength(6)
  })
})
