import { DeployError } from '../errors.js'

const usage = (why: string, todo: string): DeployError =>
  new DeployError(`Failed to publish: ${why}. ${todo}`, true)
const failed = (why: string, todo: string): DeployError =>
  new DeployError(`Failed to publish: ${why}. ${todo}`)
const says = (words: string): string => (words ? `, it says: ${words}` : '')

/** What keeps a version from a registry. `words` are the registry's own, without any secret. */
export const PUBLISH_ERRORS = {
  badVersion: (version: string) =>
    usage(
      `"${version}" is no version that a registry knows`,
      'Write 1.2.3 for the channel stable, 1.2.3-beta.4 for beta, 1.2.3-dev.COMMIT for dev.'
    ),
  otherVersion: (version: string, manifest: string) =>
    usage(
      `the version is to be ${version}, and the manifest says ${manifest}`,
      'Change one of them: they may only differ in what stands behind the dash.'
    ),
  noSlug: () => usage('the manifest has no slug', 'Give it one: the registry knows the application by it.'),
  noVersion: () => usage('the manifest has no version', 'Give it one, such as "1.0.0".'),
  badAddress: (what: string, address: string) =>
    usage(`${what} "${address}" is no address`, 'Write one that begins with https://.'),
  loginInAddress: (address: string) =>
    usage(
      `the address of the archive has a login in it: ${address}`,
      'Everybody who installs the version sees that address: give one that needs no login.'
    ),
  badToken: () =>
    usage(
      'what was given as the token of an editor is none: it holds blanks, line ends or other letters than ASCII',
      'Give the token alone, on one line.'
    ),
  inTheClear: (registry: string) =>
    usage(`${registry} would get the token in the clear`, 'Give an address that begins with https://.'),
  noArchive: (remote: string) =>
    usage(
      `nobody knows where ${remote} has archives of its commits`,
      'Give the address of the archive: --url, or COZY_BUILD_URL.'
    ),
  notDeployed: (branch: string, remote: string) =>
    failed(`${remote} has no branch ${branch}`, 'Type "cozy-jobs deploy" first, or give --url.'),
  noToken: () =>
    usage(
      'there is no token of an editor',
      'Set REGISTRY_TOKEN, or give --token-file. The owners of the registry hand them out.'
    ),
  alreadyThere: (slug: string, version: string) =>
    failed(
      `the registry has ${slug} ${version} already, with another content`,
      'A version never changes: raise it in the manifest.'
    ),
  archiveUnreachable: (url: string, why: string) =>
    failed(`the archive ${url} is not there: ${why}`, 'The registry must be able to fetch it, too.'),
  archiveUnreadable: (url: string, why: string) =>
    failed(`the archive ${url} can not be read: ${why}`, 'Make it a tar.gz of the build.'),
  archiveTooLarge: (url: string, limit: number) =>
    failed(`the archive ${url} has more than ${limit} MiB`, 'Leave out what the job does not need.'),
  archiveHasNoManifest: (url: string) =>
    failed(
      `the archive ${url} has no manifest at its top, nor in its one folder`,
      'Give the archive of a build: that of the branch which "cozy-jobs deploy" has written.'
    ),
  archiveInvalid: (url: string, problems: string) =>
    failed(`the manifest in the archive ${url} has errors`, `Mend them:\n${problems}`),
  archiveOther: (url: string, what: string, found: string, wanted: string) =>
    failed(
      `the archive ${url} is of another ${what}: ${found}, not ${wanted}`,
      'Deploy this build first, or give its own archive with --url.'
    ),
  badSum: (url: string, found: string, wanted: string) =>
    failed(
      `the archive ${url} has the sha256 ${found}, not ${wanted}`,
      'Give that of this very archive, or none: it is computed.'
    ),
  unreachable: (registry: string, why: string) =>
    failed(`${registry} is not reachable: ${why}`, 'Look at the network and at --registry.'),
  moved: (registry: string, status: number) =>
    failed(`${registry} answers ${status}, and leads elsewhere`, 'Give the address that it leads to.'),
  notRegistered: (registry: string, slug: string) =>
    failed(
      `${registry} knows no application "${slug}"`,
      'Have it registered there first, under the name of its editor.'
    ),
  tokenRefused: (registry: string, words: string) =>
    failed(
      `${registry} did not take the token${says(words)}`,
      'Give the one of the editor in the manifest: REGISTRY_TOKEN, or --token-file.'
    ),
  notYours: (registry: string, slug: string, words: string) =>
    failed(
      `${registry} does not let this token publish ${slug}${says(words)}`,
      'Give the token of its editor.'
    ),
  conflict: (slug: string, version: string) =>
    failed(`somebody has published ${slug} ${version} in the meantime`, 'Raise the version.'),
  badRequest: (registry: string, words: string) =>
    failed(`${registry} does not take what was sent${says(words)}`, 'Mend that, and publish again.'),
  refusedArchive: (registry: string, words: string) =>
    failed(
      `${registry} refused the archive${says(words)}`,
      'See that it can fetch it, and that manifest and checksum are right.'
    ),
  refused: (registry: string, status: number, words: string) =>
    failed(`${registry} answers ${status}${says(words)}`, 'Try again later, or ask its owners.')
} as const
