import type { DeployReport } from '@cozy-jobs/deploy'
import { sizeText } from '../../terminal/size-text.js'
import type { Terminal } from '../../terminal/terminal.js'

/** Of a longer list the rest is counted. */
const MOST = 12

const MARKS = { added: '+', changed: '~', removed: '-' } as const

const listOf = ({ changes }: DeployReport): string[] => {
  const lines = changes.slice(0, MOST).map(({ path, change }) => `  ${MARKS[change]} ${path}`)
  const more = changes.length - MOST
  return more > 0 ? [...lines, `  … and ${more} more`] : lines
}

const headline = ({ state, job, branch, remote, url, commit, files, size, tag }: DeployReport): string => {
  const place = `the branch ${branch} of ${remote}${remote === url ? '' : ` (${url})`}`
  if (state === 'unchanged') {
    const tagged = tag ? `, and its tag ${tag} is there` : ''
    return `Nothing to deploy: ${place} holds this build already${tagged}.`
  }
  const what = `${job.name}${job.version ? ` ${job.version}` : ''}`
  const how = `${files} ${files === 1 ? 'file' : 'files'}, ${sizeText(size)}${tag ? `, tag ${tag}` : ''}`
  if (state === 'planned') return `Would deploy ${what} to ${place}: ${how}.`
  return `Deployed ${what} to ${place}: ${how}, commit ${commit.slice(0, 10)}.`
}

// Names of branches may hold what a shell runs.
const forShell = (word: string): string =>
  /^[\w@%+=:,./#-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`

/** What was deployed, and how it is installed. */
export const showDeployment = (report: DeployReport, terminal: Terminal): void => {
  const { state, install, job, url } = report
  terminal.out(headline(report))
  for (const line of listOf(report)) terminal.out(terminal.dim(line))
  if (install.source === undefined) {
    terminal.out(`\nNo stack reaches ${url}: give it a remote on a server to install it from there.`)
    return
  }
  const command = `cozy-jobs ${job.kind === 'konnector' ? 'konnectors' : 'apps'} install ${forShell(job.name)} ${forShell(install.source)}`
  terminal.out(`\n${state === 'planned' ? 'It would be installed' : 'Install it'} from ${install.source}`)
  if (install.page) terminal.out(`See it at ${install.page}`)
  terminal.out(`\n  ${terminal.bold(command)}`)
}
