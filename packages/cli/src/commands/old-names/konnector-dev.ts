import { ensureIgnored } from '@cozy-jobs/fixtures'
import type { Run } from '../../registry/command.js'
import { devKonnector } from '../dev/konnector.js'
import { runOnce } from '../dev/run-once.js'
import type { KONNECTOR_DEV_ALIAS_OPTIONS } from './command.js'
import { ignoreToken } from './ignore-token.js'
import { jobOfFile } from './job-of-file.js'
import { run as runDev } from './run-dev.js'

export const run: Run<typeof KONNECTOR_DEV_ALIAS_OPTIONS> = async ({ args, options, json }, context) => {
  const { cwd } = context
  const [file] = args
  const { job, built } = jobOfFile(cwd, file, options.manifest, 'run the konnector')
  if (job.kind === 'webapp') {
    const { manifest, url, token } = options
    const service = { manifest, url, token, 'admin-port': options['admin-port'] }
    return runDev({ args: [file], options: service, json }, context)
  }
  if (options.token !== undefined) await ignoreToken(job.folder, options.token, cwd)
  if (built === undefined) return devKonnector(job, { ...options, json }, context)
  await ensureIgnored(job.folder)
  return runOnce(job, { ...options, json }, context, built)
}
