import type { Run } from '../../registry/command.js'
import { run as runStandalone } from '../standalone/run.js'
import type { STANDALONE_ALIAS_OPTIONS } from './command.js'
import { jobOfFile } from './job-of-file.js'

export const run: Run<typeof STANDALONE_ALIAS_OPTIONS> = async ({ args, options, json }, context) => {
  const { job, built } = jobOfFile(context.cwd, args[0], undefined, 'run standalone')
  const { REPLAY } = context.env
  const typed = options.record || options.replay
  return runStandalone(
    {
      args: [job.folder],
      options: {
        ...options,
        service: undefined,
        event: undefined,
        all: false,
        'no-build': built !== undefined,
        record: options.record || (!typed && REPLAY === 'record'),
        replay: options.replay || (!typed && REPLAY === 'replay')
      },
      json
    },
    context
  )
}
