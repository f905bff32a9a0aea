import { describe, expect, test } from '@jest/globals'
import { continuousIntegrationFiles, projectOf } from '@cozy-jobs/deploy/continuous-integration'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

describe('the files of this repository', () => {
  test.each(['.github/workflows/ci.yml', '.travis.yml'])('%s is what "yo cozy:ci" makes', path => {
    const project = projectOf(read(path))
    expect(project).toMatchObject({
      layout: 'workspace',
      mainBranch: 'main',
      providers: ['github', 'travis']
    })
    expect(project && continuousIntegrationFiles(project)[path]).toBe(read(path))
  })

  test.each(readdirSync(join(root, '.github/workflows')))(
    '%s uses commits, and gives no right at large',
    name => {
      const text = read(`.github/workflows/${name}`)
      expect(text).toMatch(/^permissions: \{\}$/m)
      // Its runs have the secrets, and would run what a stranger has sent.
      expect(text).not.toContain('pull_request_target')
      // A name of a branch or a title is put into a script by its environment alone.
      expect(text).not.toMatch(/^ *(- )?run: .*\$\{\{ *github\.(event|head_ref|base_ref|ref)/m)
      for (const [use] of text.matchAll(/uses: .*/g)) expect(use).toMatch(/@[0-9a-f]{40} # v\d/)
    }
  )
})
