/**
 * The branch whose commit is the last one that was deployed as a whole. It moves when every deployment of a run has
 * worked: what failed is still affected at the next push, whatever was pushed between. Comparing with the commit before
 * the push would leave it undone.
 */
export const DEPLOYED_BRANCH = 'cozy-jobs/deployed'

const EMPTY_TREE = 'git hash-object -t tree /dev/null'

/** Lines of shell that set `base`, the commit that `nx affected` compares with, from `$SINCE`; all is new without it. */
export const BASE_LINES: readonly string[] = [
  `base=$(git merge-base HEAD "$SINCE" 2>/dev/null) || base=$(${EMPTY_TREE})`
]

/**
 * Lines of shell that note the commit as deployed. The token goes from the environment to git alone; the lease keeps two
 * runs from overtaking each other; the run of an older commit, started once more, moves nothing back.
 */
export const MARK_LINES: readonly string[] = [
  `git merge-base --is-ancestor HEAD origin/${DEPLOYED_BRANCH} 2>/dev/null && exit 0`,
  `seen=$(git rev-parse --quiet --verify origin/${DEPLOYED_BRANCH} || true)`,
  `git -c credential.helper= -c credential.helper='!f() { echo username=x-access-token; echo "password=$GITHUB_TOKEN"; }; f' \\`,
  `  push --quiet --force-with-lease=refs/heads/${DEPLOYED_BRANCH}:"$seen" origin HEAD:refs/heads/${DEPLOYED_BRANCH}`
]
