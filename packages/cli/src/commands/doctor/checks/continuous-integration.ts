import { CI_PATHS, ciFileState, type CiProvider } from '@cozy-jobs/deploy/continuous-integration'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Check, Finding } from '../finding.js'

const NAME = 'Continuous integration'

/** The folder of the repository: providers read their files there alone. */
const repositoryOf = (folder: string): string => {
  const up = dirname(folder)
  if (existsSync(join(folder, '.git')) || up === folder) return folder
  return repositoryOf(up)
}

const finding = (path: string, provider: CiProvider, text: string): Finding => {
  const state = ciFileState(provider, text)
  if (state === 'outdated') {
    const todo = 'Run the command in its first line; it shows what it changes.'
    return { name: NAME, state: 'warning', found: `${path} is not what would be made today`, todo }
  }
  return {
    name: NAME,
    state: 'ok',
    found: state === 'current' ? `${path} is up to date` : `${path} is your own`
  }
}

/** The files that build and deploy each push. */
export const checkContinuousIntegration: Check = ({ folder }) => {
  const root = repositoryOf(folder)
  const findings = Object.entries(CI_PATHS).flatMap(([provider, path]) => {
    const file = join(root, path)
    return existsSync(file) ? [finding(path, provider as CiProvider, readFileSync(file, 'utf8'))] : []
  })
  const todo = '"yo cozy:ci" makes them, for GitHub Actions and Travis.'
  const none: Finding = { name: NAME, state: 'warning', found: 'no files of it', todo }
  return Promise.resolve(findings.length > 0 ? findings : [none])
}
