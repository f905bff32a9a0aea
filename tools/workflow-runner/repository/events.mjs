/**
 * What happened to a repository.
 *
 * @typedef {object} RepositoryEvent
 * @property {'push' | 'pull_request'} name
 * @property {string} ref - `refs/heads/main`, `refs/tags/1.0.0`; of a pull request `refs/pull/1/merge`
 * @property {string} sha - the commit that is checked out: of a pull request, the one that merges it into its target
 * @property {string} [base] - the branch that a pull request wants into
 * @property {string} [head] - the branch that a pull request comes from
 * @property {boolean} [fork] - it comes from another repository: it sees no secret, and its token only reads
 */

/** @returns {RepositoryEvent} */
export const pushTo = (branch, sha) => ({ name: 'push', ref: `refs/heads/${branch}`, sha })

/** @returns {RepositoryEvent} */
export const pushOfTag = (tag, sha) => ({ name: 'push', ref: `refs/tags/${tag}`, sha })

/** @returns {RepositoryEvent} */
export const pullRequest = ({ base, head, sha, number = 1, fork = false }) => ({
  name: 'pull_request',
  ref: `refs/pull/${number}/merge`,
  sha,
  base,
  head,
  fork
})

/** The ref as a person says it: `main`, `1.0.0`, `1/merge`. */
export const shortRef = ({ ref }) => ref.replace(/^refs\/(heads|tags|pull)\//, '')
