import { describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { format, resolveConfig } from 'prettier'
import { PROBLEM_KINDS } from '../errors.js'
import { generatedFiles } from './generated-files.js'

const REPOSITORY = resolve(dirname(fileURLToPath(import.meta.url)), '../../../..')

describe('generated files', () => {
  it.each(generatedFiles())(
    '$path is what the tables say; run `npm run generate -w packages/manifest` if not',
    async ({ path, text }) => {
      const file = resolve(REPOSITORY, path)
      expect(readFileSync(file, 'utf8')).toBe(
        await format(text, { ...(await resolveConfig(file)), filepath: file })
      )
    }
  )

  it('explain each problem under an anchor of its own', () => {
    const page = generatedFiles().find(({ path }) => path.endsWith('.md'))?.text ?? ''
    for (const code of Object.keys(PROBLEM_KINDS)) expect(page).toContain(`\n### ${code}\n`)
  })
})
