import { CI_DEFAULTS, type CiProject, type CiProvider } from './project.js'

const MADE_BY = '# Made by: '

/** The command that makes the same file once more. It stands in the file, so that a change of it can be told. */
const commandOf = (project: CiProject): string =>
  [
    'yo cozy:ci --yes',
    `--provider ${project.providers.length === 2 ? 'both' : (project.providers[0] ?? 'github')}`,
    `--layout ${project.layout}`,
    `--package-manager ${project.packageManager}`,
    `--branch ${project.mainBranch}`,
    // Each job of a workspace has its own.
    ...(project.layout === 'single' ? [`--build-branch ${project.buildBranch}`] : []),
    `--node ${project.node.join(',')}`,
    project.publish ? '--publish' : '--no-publish'
  ].join(' ')

/** The first lines of each file. */
export const headerOf = (project: CiProject): readonly string[] => [
  `${MADE_BY}${commandOf(project)}`,
  '# Steps of your own stand best in a file of their own: this one is written anew by that command.'
]

const providersOf = (value: string): readonly CiProvider[] =>
  value === 'both' ? ['github', 'travis'] : [value === 'travis' ? 'travis' : 'github']

/**
 * What a file was made from.
 *
 * @returns undefined where the file was not made by us, or its first line was changed
 */
export const projectOf = (text: string): CiProject | undefined => {
  const line = text.split('\n', 1)[0]?.trimEnd() ?? ''
  if (!line.startsWith(MADE_BY)) return undefined
  const flag = (name: string): string | undefined => new RegExp(`--${name} (\\S+)`).exec(line)?.[1]
  const project: CiProject = {
    providers: providersOf(flag('provider') ?? ''),
    layout: flag('layout') === 'workspace' ? 'workspace' : 'single',
    packageManager: flag('package-manager') === 'yarn' ? 'yarn' : 'npm',
    mainBranch: flag('branch') ?? CI_DEFAULTS.mainBranch,
    buildBranch: flag('build-branch') ?? CI_DEFAULTS.buildBranch,
    node: (flag('node') ?? '').split(',').filter(Boolean),
    publish: !line.includes('--no-publish')
  }
  return `${MADE_BY}${commandOf(project)}` === line ? project : undefined
}
