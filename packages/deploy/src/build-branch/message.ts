import type { SourceCommit } from '../git/repository.js'

/** How the message of each build begins. */
const TITLE = 'Build of'

/** The trailer that names the commit of the sources, by which a branch is known to hold builds. */
export const SOURCE_TRAILER = 'Source-Commit'

const STATE_TRAILER = 'Source-State'

/** The message of the commit of a build. Trailers come last, so that `git interpret-trailers` finds them. */
export const buildMessage = (
  job: { name: string; version?: string },
  { commit, short, subject, uncommitted }: SourceCommit
): string => {
  const title = `${TITLE} ${job.name}${job.version ? ` ${job.version}` : ''} from ${short}`
  const trailers = [`${SOURCE_TRAILER}: ${commit}`]
  if (uncommitted > 0) trailers.push(`${STATE_TRAILER}: with uncommitted changes`)
  return [title, subject, trailers.join('\n')].filter(Boolean).join('\n\n')
}

/**
 * The commit of the sources that the message of a build names; undefined for any other message. A squashed merge may
 * repeat the trailer among its words.
 */
export const sourceNamedIn = (message: string): string | undefined =>
  message.startsWith(`${TITLE} `)
    ? new RegExp(`^${SOURCE_TRAILER}: ([0-9a-f]{40,64})$`, 'm').exec(message)?.[1]
    : undefined
