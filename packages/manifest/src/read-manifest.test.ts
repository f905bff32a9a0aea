import { describe, expect, it } from '@jest/globals'
import { join } from 'node:path'
import { ManifestError } from './errors.js'
import { findManifest, readManifest } from './read-manifest.js'
import { manifestWith } from './testing/checked.js'
import { withFolder } from './testing/temporary-folder.js'

const WEBAPP = JSON.stringify(manifestWith({}))
const KONNECTOR = JSON.stringify(manifestWith({}, 'konnector'))

const failureOf = (act: () => unknown): { code: string; message: string } => {
  try {
    act()
  } catch (error) {
    if (error instanceof ManifestError) return { code: error.code, message: error.message }
    throw error
  }
  throw new Error('nothing was thrown')
}

describe('readManifest', () => {
  it('reads the web app of a folder, with the defaults', () => {
    withFolder({ 'manifest.webapp': WEBAPP }, folder => {
      const read = readManifest(folder)
      expect(read.kind).toBe('webapp')
      expect(read.file).toBe(join(folder, 'manifest.webapp'))
      expect(read.problems).toEqual([])
      expect(read.manifest).toMatchObject({
        slug: 'banks',
        routes: { '/': { folder: '/', index: 'index.html', public: false } }
      })
    })
  })

  it('reads the konnector of a folder, with the defaults', () => {
    withFolder({ 'manifest.konnector': KONNECTOR }, folder => {
      const read = readManifest(folder)
      expect(read.kind).toBe('konnector')
      expect(read.manifest).toMatchObject({
        frequency: 'weekly',
        time_interval: [0, 5],
        categories: ['others']
      })
    })
  })

  it('takes the file itself, and tells the kind from its name or from its type', () => {
    withFolder({ 'manifest.konnector': KONNECTOR, 'b.json': KONNECTOR, 'c.json': WEBAPP }, folder => {
      expect(readManifest(join(folder, 'manifest.konnector')).kind).toBe('konnector')
      expect(findManifest(join(folder, 'b.json')).kind).toBe('konnector')
      expect(findManifest(join(folder, 'c.json')).kind).toBe('webapp')
    })
  })

  it('looks for named files in the folder build beside it, or in the one that is given', () => {
    const services = { daily: { type: 'node', file: 'daily.js' } }
    const text = JSON.stringify(manifestWith({ services }))
    withFolder({ 'manifest.webapp': text, build: {}, dist: { 'daily.js': '' } }, folder => {
      expect(readManifest(folder).problems.map(problem => problem.code)).toEqual(['service-file-missing'])
      expect(readManifest(folder, { build: join(folder, 'dist') }).problems).toEqual([])
    })
  })

  it('has problems and no manifest where the file is no JSON', () => {
    withFolder({ 'manifest.webapp': '{ "name": "broken", ' }, folder => {
      const { manifest, problems } = readManifest(folder)
      expect(manifest).toBeUndefined()
      expect(problems.map(problem => problem.code)).toEqual(['json-syntax'])
    })
  })

  it('refuses a folder without a manifest', () => {
    withFolder({}, folder => {
      expect(failureOf(() => readManifest(folder))).toEqual({
        code: 'manifest-absent',
        message: `Failed to read the manifest of ${folder}: there is no manifest.webapp and no manifest.konnector in it. Name the folder that holds one of them, or add one.`
      })
    })
  })

  it('refuses a folder with both manifests', () => {
    withFolder({ 'manifest.webapp': WEBAPP, 'manifest.konnector': KONNECTOR }, folder => {
      expect(failureOf(() => readManifest(folder))).toEqual({
        code: 'manifest-ambiguous',
        message: `Failed to read the manifest of ${folder}: it holds both a manifest.webapp and a manifest.konnector. Keep one of them: a folder is either a web app or a konnector.`
      })
    })
  })

  it('refuses a manifest that cannot be read', () => {
    withFolder({ 'manifest.webapp': {} }, folder => {
      expect(failureOf(() => readManifest(folder))).toEqual({
        code: 'manifest-unreadable',
        message: `Failed to read ${join(folder, 'manifest.webapp')}: EISDIR: illegal operation on a directory, read. Name a manifest, or the folder that holds one.`
      })
    })
  })
})
