import { readDevConfig } from '@cozy-jobs/fixtures'
import { STACK_OPTIONS } from '../../http/stack-options.js'
import { scopeOf } from '../../job/scope.js'
import type { Run } from '../../registry/command.js'
import { LOGIN_OPTIONS } from '../login/command.js'
import { cozyUrl } from '../dev/cozy-url.js'
import { devAccess } from '../dev/dev-access.js'
import { connect } from '../../http/connect.js'
import type { StackClient } from '../../http/stack-client.js'
import type { Context } from '../../context.js'
import { locate } from '../run/locate.js'
import { runBuilt } from '../run/run-built.js'
import type { RUN_DEV_OPTIONS } from './command.js'
import { ignoreToken } from './ignore-token.js'
import { isCommand, manifestAt, runAny } from './run-any.js'

/** `run` under a documented name: the address comes as `--url`, or from `konnector-dev-config.json`. A command has its token as well. */
export const run: Run<typeof RUN_DEV_OPTIONS> = async ({ args, options, json }, context) => {
  const typed = args.filter(word => word !== undefined)
  const command = isCommand(typed) ? typed : undefined
  const built = command
    ? undefined
    : locate(context.cwd, typed[0] ?? 'build/onOperationCreate.js', options.manifest)
  const job = built ?? manifestAt(context.cwd, options.manifest)
  const url = cozyUrl(options.url, await readDevConfig(job.folder), context.env)
  const { token } = options
  const target = {
    domain: url.href,
    'admin-port': options['admin-port'] ?? STACK_OPTIONS['admin-port'].default,
    json
  }
  const scope = scopeOf(job.manifest)
  const go = async (own: Context, client?: StackClient) => {
    if (built) return runBuilt(built, target, own)
    const { token: given } = client ?? (await connect(target, scope, own))
    return runAny(command ?? [], { url, token: given }, own)
  }
  if (token === undefined) return go(context)
  await ignoreToken(job.folder, token, context.cwd)
  const access = {
    url,
    slug: job.slug,
    scope,
    token,
    'admin-port': options['admin-port'],
    'no-browser': false,
    timeout: LOGIN_OPTIONS.timeout.default
  }
  const client = await devAccess(access, context)
  const env = { ...context.env, COZY_CREDENTIALS: client.token }
  return go({ ...context, env }, client)
}
