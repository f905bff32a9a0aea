import { ours, sorted, toJson } from '../project/package-json.js'
import type { Tree } from '../project/plan.js'
import { recordMember } from '../project/record.js'
import { repositoryFiles } from '../project/repository.js'
import { renderTemplates } from '../project/templates.js'
import { ENGINES, forYarn, NX_VERSION, TOOLCHAIN } from '../project/toolchain.js'
import { titleOf } from '../project/names.js'
import type { WorkspaceAnswers } from './answers.js'

/** What a workspace takes from where it is made. */
export interface WorkspacePlace {
  packageManager: 'npm' | 'yarn'
  mainBranch: string
  repositoryUrl?: string
  version: string
  jobsVersion: string
}

const TARGETS = ['build', 'test', 'lint', 'validate'] as const

const packageJson = ({ workspace, ci }: WorkspaceAnswers, place: WorkspacePlace): object => {
  const { repositoryUrl, version } = place
  return {
    name: workspace,
    version: '0.1.0',
    private: true,
    license: 'MIT',
    type: 'module',
    engines: ENGINES,
    ...(repositoryUrl !== undefined && { repository: { type: 'git', url: `git+${repositoryUrl}.git` } }),
    workspaces: ['apps/*'],
    scripts: {
      ...Object.fromEntries(TARGETS.map(target => [target, `nx run-many -t ${target}`])),
      deploy: 'nx run-many -t deploy',
      doctor: 'cozy-jobs doctor'
    },
    devDependencies: sorted({
      ...ours(place, ['cli', 'nx']),
      ...TOOLCHAIN,
      nx: NX_VERSION,
      'generator-cozy': place.version
    }),
    ...forYarn(place.packageManager),
    ...recordMember({ name: 'workspace', version, answers: { workspace, ci } })
  }
}

const NX_JSON = {
  $schema: './node_modules/nx/schemas/nx-schema.json',
  analytics: false,
  neverConnectToCloud: true,
  plugins: ['@cozy-jobs/nx'],
  namedInputs: {
    default: ['{projectRoot}/**/*'],
    production: [
      'default',
      '!{projectRoot}/**/*.test.*',
      '!{projectRoot}/**/*.md',
      '!{projectRoot}/{build,coverage,data}/**/*'
    ]
  }
} as const

/** The files of an empty workspace: npm workspaces, Nx with our plugin, one configuration for all its jobs. */
export const renderWorkspace = (answers: WorkspaceAnswers, place: WorkspacePlace): Tree => {
  const { packageManager, mainBranch } = place
  const yarn = packageManager === 'yarn'
  return {
    ...repositoryFiles({ layout: 'workspace', packageManager, mainBranch, ci: answers.ci }),
    ...renderTemplates('workspace', {
      title: titleOf(answers.workspace),
      install: yarn ? 'yarn' : 'npm install',
      run: yarn ? 'yarn' : 'npm run',
      npx: yarn ? 'yarn' : 'npx'
    }),
    'nx.json': toJson({ ...NX_JSON, defaultBase: mainBranch }),
    'package.json': toJson(packageJson(answers, place))
  }
}
