import { sourceCommit, type ArchiveQuestion } from '@cozy-jobs/deploy'
import type { Environment } from '../../context.js'

/** The tag that CI runs for: Travis and GitHub Actions tell it. A leading `v` is custom, and no part of the version. */
const tagIn = (env: Environment): string | undefined =>
  (env['TRAVIS_TAG'] || (env['GITHUB_REF_TYPE'] === 'tag' && env['GITHUB_REF_NAME']) || undefined)?.replace(
    /^v(?=\d)/,
    ''
  )

/** What is asked for, else a release where there is a tag, else a version of its own for this very commit. */
export const versionOf = async (
  asked: string | undefined,
  own: string,
  { folder, env, signal }: ArchiveQuestion
): Promise<string> =>
  (asked ?? env['COZY_APP_VERSION']) ||
  (tagIn(env) ?? `${own.replace(/-.*$/, '')}-dev.${await sourceCommit(folder, env, signal)}`)
