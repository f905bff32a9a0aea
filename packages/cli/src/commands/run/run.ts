import { ERRORS } from '../../errors.js'
import { KONNECTOR_ERRORS } from '../../konnector/errors.js'
import type { Run } from '../../registry/command.js'
import type { RUN_OPTIONS } from './command.js'
import { locate } from './locate.js'
import { runBuilt } from './run-built.js'

/** They say what a run in memory does. */
const IN_MEMORY = ['fixture', 'record', 'replay', 'recording'] as const

export const run: Run<typeof RUN_OPTIONS> = async ({ args, options, json }, context) => {
  const job = locate(context.cwd, args[0] ?? '', options.manifest)
  const { twice, 'kill-at': killAt } = options
  if (!twice && killAt === undefined) {
    for (const name of IN_MEMORY) {
      if (options[name])
        throw ERRORS.notReadable(
          'run the job',
          `--${name} is for --twice and --kill-at`,
          'Add one of them, or use "cozy-jobs standalone".'
        )
    }
    return runBuilt(job, { ...options, json }, context)
  }
  if (job.kind !== 'konnector') throw KONNECTOR_ERRORS.notAKonnector(twice ? '--twice' : '--kill-at')
  if (killAt !== undefined && !/^[1-9]\d{0,6}$/.test(killAt)) throw KONNECTOR_ERRORS.noCount(killAt)
  const { runRepeatedly } = await import('./repeat/run-repeatedly.js')
  const at = killAt === undefined ? undefined : Number(killAt)
  return runRepeatedly(
    job,
    { twice, killAt: at, fixture: options.fixture, recording: options, json },
    context
  )
}
