import { expect, it } from '@jest/globals'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from './build.js'
import { optimizeIcon } from './optimize-icon.js'
import { withJob } from './testing/temporary-job.js'

const ICON = `<?xml version="1.0"?>
<!-- drawn by hand -->
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">
  <rect  x="1" y="1" width="8" height="8" fill="#ff0000" />
</svg>
`

it('a konnector is one file, its manifest and its smaller icon; nothing else of the repository', () =>
  withJob(
    {
      'manifest.konnector': '{ "slug": "sample", "icon": "icon.svg" }',
      'icon.svg': ICON,
      'fixture.json': '{}',
      'konnector-dev-config.json': '{ "fields": { "password": "open-sesame" } }',
      '.env': 'A=1',
      data: { 'bill.pdf': '%PDF' },
      fixtures: { 'provider.har': '{}' },
      evidence: { 'page.html': '<p>' },
      src: { 'index.js': 'console.log(1)' }
    },
    async folder => {
      await build(folder)
      expect(readdirSync(join(folder, 'build')).sort()).toEqual([
        'icon.svg',
        'index.js',
        'index.js.map',
        'manifest.konnector',
        'package.json'
      ])
      const icon = readFileSync(join(folder, 'build/icon.svg'), 'utf8')
      expect(icon.length).toBeLessThan(ICON.length)
      expect(icon).not.toContain('drawn by hand')
      expect(icon).toContain('viewBox="0 0 10 10"')
    }
  ))

it('an icon that is no SVG stays as it is', () => {
  expect(optimizeIcon('<svg')).toBe('<svg')
})
