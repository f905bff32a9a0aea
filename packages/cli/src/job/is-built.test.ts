import { describe, expect, it } from '@jest/globals'
import { mkdirSync, readdirSync, symlinkSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { folderOf, sampleJob } from '../testing/sample-job.js'
import { isBuilt, markBuilt } from './is-built.js'
import { jobFolder, type JobFolder } from './job-folder.js'

const [before, after] = [new Date(2020, 1, 1), new Date(2030, 1, 1)]

function sample(): JobFolder {
  const folder = sampleJob({ 'package.json': '{ "dependencies": { "linked": "1.0.0" } }', 'README.md': '' })
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    utimesSync(join(folder, entry), before, before)
  return jobFolder('/', folder, 'build')
}

describe('whether a job is built', () => {
  it('is true while nothing has changed since', () => {
    expect(isBuilt(sample())).toBe(true)
  })

  it.each(['src/onTodo.ts', 'manifest.webapp', 'package.json'])(
    'is false once %s has changed, until it is built again',
    name => {
      const job = sample()
      utimesSync(join(job.folder, name), new Date(), new Date())
      expect(isBuilt(job)).toBe(false)
      markBuilt(job)
      expect(isBuilt(job)).toBe(true)
    }
  )

  it.each(['fixture.json', 'README.md', 'build/onTodo.js'])('does not hang on %s', name => {
    const job = sample()
    utimesSync(join(job.folder, name), after, after)
    expect(isBuilt(job)).toBe(true)
  })

  it('is false once a package of the same workspace has changed', () => {
    const job = sample()
    const linked = folderOf({ dist: { 'index.js': '' } })
    mkdirSync(join(job.folder, 'node_modules'))
    symlinkSync(linked, join(job.folder, 'node_modules', 'linked'))
    utimesSync(join(linked, 'dist', 'index.js'), after, after)
    expect(isBuilt(job)).toBe(false)
  })

  it('is false without a build', () => {
    const folder = folderOf({ 'manifest.webapp': '{}' })
    expect(isBuilt(jobFolder('/', folder, 'build'))).toBe(false)
  })
})
