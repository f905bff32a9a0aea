import { CI_DEFAULTS, continuousIntegrationFiles } from '@cozy-jobs/deploy/continuous-integration'
import type { KonnectorAnswers } from '../konnector/answers.js'
import { mainBranch } from '../project/repository.js'
import { toJson } from '../project/package-json.js'
import type { Plan, Tree } from '../project/plan.js'
import type { PlanInput } from '../questions/generator.js'
import { ESLINT_CONFIG, moveGitignore, oldFiles } from './move-files.js'
import { movePackageJson } from './move-package-json.js'
import { readOldKonnector, type OldKonnector } from './old-konnector.js'

/** What a move makes of a repository: new contents by path, and the paths that go. */
export interface Move {
  after: Tree
  go: string[]
  /** Files that stay though nobody reads them any more. */
  stay: string[]
}

/** All that changes; `src/` is never among it. */
export const moveKonnector = (old: OldKonnector, ci: Tree, jobsVersion: string): Move => {
  const withCi = Object.keys(ci).length > 0
  const { go, stay } = oldFiles(old, withCi)
  const after: Tree = {
    'package.json': toJson(movePackageJson(old, jobsVersion)),
    '.gitignore': moveGitignore(old),
    'eslint.config.mjs': ESLINT_CONFIG,
    ...ci
  }
  return { after, go: go.filter(path => !(path in after)), stay }
}

const same = (one: string | Uint8Array, other: string | Uint8Array): boolean =>
  Buffer.from(one as Uint8Array).equals(Buffer.from(other as Uint8Array))

/** `yo cozy:konnector --compat`: the repository of the folder, moved over. */
export const compatPlan = ({ answers, surroundings }: PlanInput<KonnectorAnswers>): Plan => {
  const { folder, packageManager, jobsVersion, workspace } = surroundings
  const old = readOldKonnector(folder)
  const providers = workspace ? [] : (answers.ci ?? [])
  const ci =
    providers.length > 0
      ? continuousIntegrationFiles({
          ...CI_DEFAULTS,
          providers,
          packageManager,
          mainBranch: mainBranch(surroundings)
        })
      : {}
  const { after, go, stay } = moveKonnector(old, ci, jobsVersion)
  const paths = Object.keys(after)
  const changed = paths.filter(path => old.files[path] && !same(old.files[path], after[path] ?? ''))
  return {
    folder,
    files: Object.fromEntries(paths.filter(path => !old.files[path]).map(path => [path, after[path] ?? ''])),
    changes: Object.fromEntries(
      changed.map(path => [path, { before: old.files[path] ?? '', after: after[path] ?? '' }])
    ),
    removals: Object.fromEntries(go.map(path => [path, { before: old.files[path] ?? '' }])),
    confirm: 'Make these changes? src/ stays as it is.',
    commands: packageManager === 'yarn' ? ['yarn', 'yarn standalone'] : ['npm install', 'npm run standalone'],
    next: [
      ...stay.map(path => `${path} stays, and is read no more: look whether something of it is missed.`),
      ...(old.files['.travis.yml'] && providers.length > 0
        ? ['The tokens of the old .travis.yml are no longer read: see docs/guide/continuous-integration.md.']
        : [])
    ]
  }
}
