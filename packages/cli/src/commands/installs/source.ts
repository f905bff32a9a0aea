import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ERRORS } from '../../errors.js'
import type { Environment } from '../../context.js'
import type { InstallKind } from './command.js'

const MANIFEST = { apps: 'manifest.webapp', konnectors: 'manifest.konnector' }

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false
  )

const isAddress = (source: string): boolean => /^[a-z+]{2,}:\/\//.test(source)

const isRepository = (source: string): boolean => /^(git|git\+ssh|ssh\+git|git\+https):\/\//.test(source)

/** What a deployed job is found on; the stack by itself looks at main and master. */
const BUILD = 'build'

/**
 * The branch `build` of a repository that has one, since that is where a deployment puts what can be installed; `say` is
 * told of it. A source that names a branch stays as it is.
 */
export async function onBuildBranch(
  source: string,
  env: Environment,
  say: (line: string) => void
): Promise<string> {
  if (!isRepository(source) || source.includes('#')) return source
  const { hasGitBranch } = await import('@cozy-jobs/stack/git-branches')
  if (!(await hasGitBranch(source, BUILD, env))) return source
  say(`Taking its branch "${BUILD}". Write #main behind the address for another.`)
  return `${source}#${BUILD}`
}

/**
 * What a stack takes as `Source`. A folder becomes absolute; it and `file://` are looked at first, as the stack's own
 * answer (`Application manifest is not reachable`) doesn't say which file it misses. Others go through as they are.
 */
export async function sourceOf(kind: InstallKind, source: string, cwd: string, act: string): Promise<string> {
  if (isAddress(source) && !source.startsWith('file://')) return source
  const folder = resolve(cwd, source.replace(/^file:\/\//, ''))
  if (!(await exists(folder))) {
    throw ERRORS.noSuchFile(
      act,
      `there is no folder ${folder}`,
      'Build it with "cozy-jobs build", or look for a typo.'
    )
  }
  const manifest = MANIFEST[kind]
  if (await exists(join(folder, manifest))) return decodeURI(pathToFileURL(folder).href)
  const other = kind === 'apps' ? 'konnectors' : 'apps'
  const hint = (await exists(join(folder, MANIFEST[other])))
    ? `It has a ${MANIFEST[other]}: type "cozy-jobs ${other} install" instead.`
    : (await exists(join(folder, 'build', manifest)))
      ? `Give ${source.replace(/\/$/, '')}/build instead.`
      : 'Give the folder that "cozy-jobs build" made.'
  throw ERRORS.noSuchFile(act, `${folder} has no ${manifest}`, hint)
}
