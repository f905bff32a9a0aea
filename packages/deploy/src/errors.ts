import { visible } from '@cozy-jobs/logging'

/** A message for a person, *Failed to <act>: <why>. <what to do>*, with none of the secrets that were at hand. */
export class DeployError extends Error {
  /** True where the command was used wrongly; false where what was asked failed. */
  readonly usage: boolean

  constructor(message: string, usage = false, options?: ErrorOptions) {
    super(message, options)
    this.name = 'DeployError'
    this.usage = usage
  }
}

/** Somebody else was faster. */
export class LeaseLost extends DeployError {}

const usage = (act: string, why: string, todo: string): DeployError =>
  new DeployError(`Failed to ${act}: ${why}. ${todo}`, true)
const failed = (act: string, why: string, todo: string, cause?: unknown): DeployError =>
  new DeployError(`Failed to ${act}: ${why}. ${todo}`, false, { cause })

const deploy = (why: string, todo: string): DeployError => failed('deploy', why, todo)
const UNTOUCHED = 'Nothing was changed.'

/** What keeps a build from its branch. A remote is named as a person wrote it, without any secret. */
export const DEPLOY_ERRORS = {
  noGit: () => deploy('git is not installed', 'Install git 2.32 or newer.'),
  oldGit: (version: string) => deploy(`git is ${version}`, 'Install git 2.32 or newer.'),
  notARepository: (folder: string) =>
    deploy(
      `${folder} is in no git repository`,
      'Type "git init", commit, and add a remote: "git remote add origin URL".'
    ),
  notTrusted: (shown: string, directory: string) =>
    deploy(
      `git takes no orders in ${shown}, which belongs to another user`,
      `Type "git config --global --add safe.directory ${directory}" if it is to be trusted.`
    ),
  noCommit: () =>
    deploy(
      'the repository has no commit yet, and a build names the one it was made of',
      'Commit your sources first.'
    ),
  noRemote: () =>
    deploy(
      'the repository has no remote',
      'Add one: "git remote add origin URL", or name one with --remote.'
    ),
  severalRemotes: (names: readonly string[]) =>
    usage(
      'deploy',
      `the repository has several remotes (${names.join(', ')}) and none is called origin`,
      'Name one with --remote.'
    ),
  unknownRemote: (name: string, names: readonly string[]) =>
    usage(
      'deploy',
      `the repository has no remote "${name}"`,
      names.length > 0 ? `It has: ${names.join(', ')}.` : 'Type "git remote add NAME URL" first.'
    ),
  noBuild: (folder: string) =>
    deploy(`${folder} is no build: it has no manifest`, 'Build first: "cozy-jobs build".'),
  badName: (what: 'branch' | 'tag', name: string) =>
    usage('deploy', `git takes no ${what} of the name "${visible(name)}"`, 'Use letters, digits and dashes.'),
  sourceBranch: (branch: string, why: string) =>
    usage(
      'deploy',
      `"${branch}" is no branch for builds: ${why}`,
      `Name another with --branch${branch === 'build' ? '' : ', such as "build"'}. ${UNTOUCHED}`
    ),
  otherJob: (branch: string, other: string, slug: string) =>
    usage(
      'deploy',
      `the branch ${branch} holds the build of "${other}", and this one is "${slug}"`,
      `Name another with --branch, or delete that one first. ${UNTOUCHED}`
    ),
  tagTaken: (tag: string, remote: string) =>
    deploy(`${remote} has a tag ${tag} already, for something else`, `Give another with --tag. ${UNTOUCHED}`),
  unreachable: (remote: string, why: string) =>
    deploy(`${remote} is not reachable: ${why}`, `Look at the network and at the address. ${UNTOUCHED}`),
  absent: (remote: string) =>
    deploy(
      `${remote} has no such repository, or shows it to others only`,
      `Look at its address, and at who you are there. ${UNTOUCHED}`
    ),
  notAllowed: (remote: string, token: boolean) =>
    deploy(
      `${remote} did not take ${token ? 'GITHUB_TOKEN' : 'who you are'}`,
      `${
        token
          ? 'Give one that may write the contents of the repository.'
          : 'Set GITHUB_TOKEN for GitHub, or a credential helper of git.'
      } ${UNTOUCHED}`
    ),
  noKey: (remote: string) =>
    deploy(
      `${remote} did not take your SSH key`,
      `Add it to your account there, and to ssh-agent: "ssh-add". ${UNTOUCHED}`
    ),
  unknownHost: (remote: string) =>
    deploy(
      `ssh does not know the host of ${remote}`,
      `Connect to it once with ssh, and compare its key. ${UNTOUCHED}`
    ),
  leaseLost: (remote: string, branch: string) =>
    new LeaseLost(
      `Failed to deploy: somebody else has written the branch ${branch} of ${remote} in the meantime. Deploy again. ${UNTOUCHED}`
    ),
  nameTaken: (remote: string, branch: string, other: string) =>
    deploy(
      `${remote} can not hold a branch ${branch} beside ${visible(other)}`,
      `Name another with --branch, or delete that one. ${UNTOUCHED}`
    ),
  isProtected: (remote: string, branch: string, said: string) =>
    deploy(
      `the branch ${branch} of ${remote} is protected${said}`,
      `Let its rules except who deploys, or name another branch with --branch. ${UNTOUCHED}`
    ),
  refused: (remote: string, branch: string, why: string) =>
    deploy(`${remote} refused the branch ${branch}: ${why}`, `Do as it says, and deploy again. ${UNTOUCHED}`),
  unreadable: (file: string, why: string) =>
    deploy(`${file} can not be read: ${why}`, 'Let it be readable, or build anew.'),
  gitFailed: (why: string) => deploy(`git gave up: ${why}`, `Mend that, and deploy again. ${UNTOUCHED}`),
  noPlace: (folder: string, why: string) =>
    deploy(`${folder} can not be written: ${why}`, `Make room there, or set TMPDIR to another. ${UNTOUCHED}`),
  stoppedWhileSending: (remote: string, branch: string) =>
    deploy(
      `it was interrupted while the build was sent`,
      `The branch ${branch} of ${remote} holds this build or the one before, and nothing in between. Deploy again.`
    ),
  stopped: () => deploy('it was interrupted', UNTOUCHED)
} as const
