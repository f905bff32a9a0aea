import { readDevConfig } from '@cozy-jobs/fixtures'
import { STACK_OPTIONS } from '../../http/stack-options.js'
import type { Run } from '../../registry/command.js'
import type { ALIAS_OPTIONS } from './command.js'
import { locate } from './locate.js'
import { runBuilt } from './run-built.js'

/** `run` under a documented name: the address comes as `--url`, or from `konnector-dev-config.json`. */
export const runAlias =
  (built: string): Run<typeof ALIAS_OPTIONS> =>
  async ({ args, options, json }, context) => {
    const job = locate(context.cwd, args[0] ?? built, options.manifest)
    const { COZY_URL } = await readDevConfig(job.folder)
    const domain = options.url ?? COZY_URL ?? STACK_OPTIONS.domain.default
    return runBuilt(job, { domain, 'admin-port': options['admin-port'], json }, context)
  }
