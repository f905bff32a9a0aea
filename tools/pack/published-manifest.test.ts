import { describe, expect, it } from '@jest/globals'
import { publishedManifest } from './published-manifest.mjs'

const MANIFEST = { name: '@cozy-jobs/thing', version: '1.2.3', type: 'module' }

describe('the package.json that a user gets', () => {
  it('leads to nothing that is not in the package', () => {
    const exports = {
      '.': {
        '@cozy-jobs/source': './src/index.ts',
        types: './dist/index.d.ts',
        default: './dist/index.js'
      },
      './testing': { '@cozy-jobs/source': './src/testing/index.ts' },
      './package.json': './package.json'
    }
    expect(publishedManifest({ ...MANIFEST, exports }).exports).toEqual({
      '.': { types: './dist/index.d.ts', default: './dist/index.js' },
      './package.json': './package.json'
    })
  })

  it('has the order of conditions as it was, which decides', () => {
    const { exports } = publishedManifest({
      ...MANIFEST,
      exports: { '.': { types: './a.d.ts', '@cozy-jobs/source': './a.ts', default: './a.js' } }
    })
    expect(JSON.stringify(exports)).toBe('{".":{"types":"./a.d.ts","default":"./a.js"}}')
  })

  it('has nothing for development', () => {
    const published = publishedManifest({
      ...MANIFEST,
      scripts: { build: 'x' },
      devDependencies: { jest: '1.0.0' }
    })
    expect(Object.keys(published)).toEqual(['name', 'version', 'type', 'publishConfig'])
  })

  it('takes our cozy-client of the same version for cozy-client, and its peers not at all', () => {
    const dependencies = { 'cozy-client': '60.0.0', 'cozy-flags': '4.0.0', cheerio: '1.2.0' }
    expect(publishedManifest({ ...MANIFEST, dependencies }).dependencies).toEqual({
      'cozy-client': 'npm:@cozy-jobs/cozy-client@1.2.3',
      cheerio: '1.2.0'
    })
  })

  it('names the repository that it is published from, and none where there is none', () => {
    const repository = { type: 'git', url: 'git+https://example.org/a.git', directory: 'packages/thing' }
    expect(publishedManifest(MANIFEST, repository)).toMatchObject({ repository })
    expect(publishedManifest(MANIFEST)).not.toHaveProperty('repository')
  })
})
