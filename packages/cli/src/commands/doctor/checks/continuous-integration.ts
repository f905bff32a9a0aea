import { CI_PATHS, ciFileState, type CiProvider } from '@cozy-jobs/deploy/continuous-integration'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Check, Finding } from '../finding.js'

const NAME = 'Continuous integration'

/** The folder of the repository: providers read their files there alone. Where there is none yet, the folder itself. */
const repositoryOf = (folder: string, below = folder): string => {
  const up = dirname(below)
  if (existsSync(join(below, '.git'))) return below
  return up === below ? folder : repositoryOf(folder, up)
}

/** Undefined where it is no file, or nobody may read it. */
const textOf = (file: string): string | undefined => {
  try {
    return statSync(file).isFile() ? readFileSync(file, 'utf8') : undefined
  } catch {
    return undefined
  }
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
    const text = textOf(join(root, path))
    return text === undefined ? [] : [finding(path, provider as CiProvider, text)]
  })
  const todo = '"yo cozy:ci" makes them, for GitHub Actions and Travis.'
  const none: Finding = { name: NAME, state: 'warning', found: 'no files of it', todo }
  return Promise.resolve(findings.length > 0 ? findings : [none])
}
