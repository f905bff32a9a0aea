import { describe, expect, it } from '@jest/globals'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../stack-process/stack-process.mjs'

// What is committed: a job that somebody tries out in their clone is not the house's.
const kept = execFileSync('git', ['ls-files'], {
  cwd: ROOT,
  encoding: 'utf8',
  maxBuffer: 1 << 26
})
  .split('\n')
  .filter(file => file && existsSync(join(ROOT, file)))
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8')
const code = kept.filter(file => /\.(ts|js|mjs|cjs)$/.test(file))
const sources = code.filter(file => !file.endsWith('.test.ts'))
const lines = (file: string) => read(file).split('\n').length - 1

describe('the house', () => {
  it('has no file of code over 400 lines', () => {
    expect(code.filter(file => lines(file) > 400)).toEqual([])
  })

  it('has a median of at most 80 lines in a file of source', () => {
    const sorted = sources.map(lines).sort((a, b) => a - b)
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(80)
  })

  it('has no name that says nothing', () => {
    // What stands in for another library's modules has their paths.
    const ours = kept.filter(file => !file.startsWith('packages/konnector/src/compat/'))
    expect(ours.filter(file => /(^|\/)(utils?|helpers?|misc|common|shared)(\/|\.)/.test(file))).toEqual([])
  })

  it('has a README of one screen in each package and app', () => {
    const homes = kept.filter(file => /^(packages|apps)\/[^/]+\/package\.json$/.test(file))
    const readmes = homes.map(file => file.replace('package.json', 'README.md'))
    expect(readmes.filter(file => !existsSync(join(ROOT, file)) || lines(file) > 90)).toEqual([])
  })

  it('keeps manifests that are data of a tool from Nx, which takes them for jobs', () => {
    const ignored = read('.nxignore')
      .split('\n')
      .filter(line => line && !line.startsWith('#'))
    const data = kept.filter(file => /^tools\/.*\/manifest\.(webapp|konnector)$/.test(file))
    expect(data).not.toEqual([])
    expect(data.filter(file => !ignored.some(folder => file.startsWith(`${folder}/`)))).toEqual([])
  })

  it('keeps registry hosts out of the lock file', () => {
    expect(read('package-lock.json')).not.toMatch(/"resolved": "https?:/)
  })

  it('gives one line of reason for each dependency', () => {
    const manifests = kept.filter(file => /^(packages\/[^/]+\/|apps\/[^/]+\/)?package\.json$/.test(file))
    const named = manifests.flatMap(file => {
      const { dependencies = {}, devDependencies = {} } = JSON.parse(read(file)) as Record<
        string,
        Record<string, string>
      >
      return Object.keys({ ...dependencies, ...devDependencies })
    })
    const reasons = read('docs/dependencies.md')
    const missing = [...new Set(named)].filter(
      name => !name.startsWith('@cozy-jobs/') && !reasons.includes(`\`${name}\``)
    )
    expect(missing).toEqual([])
  })

  it('pins every dependency', () => {
    const manifests = kept.filter(
      file => /(^|\/)package\.json$/.test(file) && !/(^|\/)(fixtures|testing)\//.test(file)
    )
    const loose = manifests.flatMap(file => {
      const { dependencies = {}, devDependencies = {} } = JSON.parse(read(file)) as Record<
        string,
        Record<string, string>
      >
      return Object.entries({ ...dependencies, ...devDependencies }).filter(
        ([, version]) => !/^\d/.test(version)
      )
    })
    expect(loose).toEqual([])
  })
})
