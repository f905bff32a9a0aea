import type { NxJsonConfiguration } from 'nx/src/config/nx-json'
import type { TargetConfiguration } from 'nx/src/config/workspace-json-project-json'
import { buildInputs, checkInputs } from './inputs.js'

/** What the targets of a job depend on. */
export interface TargetSetting {
  workspaceRoot: string
  nxJson: NxJsonConfiguration
  /** What must be built before a job is; see {@link PluginOptions}. */
  dependsOn: NonNullable<TargetConfiguration['dependsOn']>
  /** The scripts of its `package.json` that Nx makes targets of. */
  scripts: readonly string[]
}

// Nx makes a target of each script of a `package.json`, and that target comes last. It takes over what ours says about
// the cache only if both are run the same way.
const howToRun = (name: string, scripts: readonly string[]): TargetConfiguration =>
  scripts.includes(name)
    ? { executor: 'nx:run-script', options: { script: name } }
    : { executor: 'nx:run-commands', options: { command: `cozy-jobs ${name}`, cwd: '{projectRoot}' } }

// Its build is that of the target before it.
const DEPLOY: TargetConfiguration = {
  executor: 'nx:run-commands',
  options: { command: 'cozy-jobs deploy --no-build', cwd: '{projectRoot}' }
}

const describe = (description: string): TargetConfiguration => ({ metadata: { description } })

/** The targets of a job: each is the command of that name, run in its folder. */
export const targetsOf = ({
  workspaceRoot,
  nxJson,
  scripts,
  dependsOn
}: TargetSetting): Record<string, TargetConfiguration> => {
  const build = buildInputs(workspaceRoot, nxJson)
  const target = (name: string, ...parts: TargetConfiguration[]): TargetConfiguration =>
    Object.assign({}, howToRun(name, scripts), ...parts) as TargetConfiguration
  return {
    build: target('build', describe('Bundles the job into its build folder'), {
      cache: true,
      dependsOn,
      inputs: build,
      outputs: ['{projectRoot}/build']
    }),
    watch: target('watch', describe('Builds again at each change'), {
      continuous: true,
      dependsOn
    }),
    standalone: target('standalone', describe('Runs the job on its fixture, with no server and no network'), {
      dependsOn
    }),
    // A person answers it: the owner's consent, a code.
    dev: target('dev', describe('Builds the job and runs it on a Cozy, with an account of it'), {
      dependsOn
    }),
    start: target('start', describe('Runs the build with the COZY_* variables of the environment'), {
      dependsOn: ['build']
    }),
    // It looks into the bundle for the doctypes that the permissions must name.
    validate: target('validate', describe('Checks the manifest against its build'), {
      cache: true,
      dependsOn: ['build'],
      inputs: build
    }),
    deploy: target('deploy', describe('Puts the build on its branch of the git remote'), {
      ...(scripts.includes('deploy') ? {} : DEPLOY),
      dependsOn: ['build']
    }),
    test: target('test', describe('Runs the tests of the job'), {
      cache: true,
      dependsOn,
      inputs: checkInputs(workspaceRoot, nxJson, {
        configs: 'jest.config.*',
        tools: ['jest', '@jest/globals', '@swc/jest', '@swc/core']
      })
    }),
    lint: target('lint', describe('Checks the sources of the job with ESLint'), {
      cache: true,
      dependsOn,
      inputs: checkInputs(workspaceRoot, nxJson, {
        configs: 'eslint.config.*',
        tools: ['eslint', 'typescript-eslint', 'typescript']
      })
    })
  }
}
