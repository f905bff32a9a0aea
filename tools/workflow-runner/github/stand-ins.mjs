import { dirname } from 'node:path'
import { runBash } from '../repository/run-bash.mjs'

/**
 * Each action that a workflow may use, as something of this machine. It does what the steps after it see of the action, and
 * no more: no download, no cache.
 */
const STAND_INS = {
  'actions/checkout': async ({ inputs, cwd, env, remote, event, token }) => {
    const complete = String(inputs['fetch-depth'] ?? '1') === '0'
    const depth = complete ? '' : '--depth=1'
    const refs = complete ? "'+refs/heads/*:refs/remotes/origin/*' '+refs/tags/*:refs/tags/*'" : ''
    const persists = String(inputs['persist-credentials'] ?? 'true') !== 'false'
    const result = await runBash({
      cwd,
      env: { ...env, ...(persists ? { TOKEN: token } : {}) },
      secrets: [token],
      script: [
        'git init -q .',
        `git remote add origin "${remote}"`,
        `git fetch -q ${depth} origin ${refs} "+${event.sha}:refs/remotes/${event.name === 'push' ? 'runner/commit' : 'pull/1/merge'}"`,
        `git checkout -q --detach ${event.sha}`,
        persists
          ? 'git config http.extraheader "AUTHORIZATION: basic $(printf "x-access-token:%s" "$TOKEN" | base64 -w0)"'
          : ''
      ].join('\n')
    })
    return { ...result, note: 'stands for actions/checkout: a clone of the local repository' }
  },
  'actions/setup-node': async ({ inputs }) => ({
    code: 0,
    output: '',
    path: dirname(process.execPath),
    note: `stands for actions/setup-node: Node ${process.versions.node} of this machine, asked for ${inputs['node-version'] ?? 'any'}`
  })
}

const PINNED = /^([\w.-]+\/[\w.-]+)@([0-9a-f]{40})$/

/**
 * Runs what stands for an action.
 *
 * @throws Error for an action that has none, or that is not pinned by commit: a moved tag would run other code
 */
export const runAction = (uses, context) => {
  const [, name] = PINNED.exec(uses) ?? []
  if (!name) throw new Error(`Failed to run "${uses}": it is not pinned by commit. Write owner/name@COMMIT.`)
  const standIn = STAND_INS[name]
  if (!standIn)
    throw new Error(`Failed to run "${uses}": nothing stands for it here. Add it to stand-ins.mjs.`)
  return standIn(context)
}
