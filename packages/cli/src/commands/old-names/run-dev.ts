import { readDevConfig } from '@cozy-jobs/fixtures'
import { STACK_OPTIONS } from '../../http/stack-options.js'
import { scopeOf } from '../../job/scope.js'
import type { Run } from '../../registry/command.js'
import { LOGIN_OPTIONS } from '../login/command.js'
import { cozyUrl } from '../dev/cozy-url.js'
import { devAccess } from '../dev/dev-access.js'
import { locate } from '../run/locate.js'
import { runBuilt } from '../run/run-built.js'
import type { RUN_DEV_OPTIONS } from './command.js'
import { ignoreToken } from './ignore-token.js'

/** `run` under a documented name: the address comes as `--url`, or from `konnector-dev-config.json`. */
export const run: Run<typeof RUN_DEV_OPTIONS> = async ({ args, options, json }, context) => {
  const job = locate(context.cwd, args[0] ?? 'build/onOperationCreate.js', options.manifest)
  const url = cozyUrl(options.url, await readDevConfig(job.folder), context.env)
  const { token } = options
  const target = {
    domain: url.href,
    'admin-port': options['admin-port'] ?? STACK_OPTIONS['admin-port'].default,
    json
  }
  if (token === undefined) return runBuilt(job, target, context)
  await ignoreToken(job.folder, token, context.cwd)
  const access = {
    url,
    slug: job.slug,
    scope: scopeOf(job.manifest),
    token,
    'admin-port': options['admin-port'],
    'no-browser': false,
    timeout: LOGIN_OPTIONS.timeout.default
  }
  const client = await devAccess(access, context)
  const env = { ...context.env, COZY_CREDENTIALS: client.token }
  return runBuilt(job, target, { ...context, env })
}
