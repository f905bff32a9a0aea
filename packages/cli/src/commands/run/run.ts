import type { Run } from '../../registry/command.js'
import type { RUN_OPTIONS } from './command.js'
import { locate } from './locate.js'
import { runBuilt } from './run-built.js'

export const run: Run<typeof RUN_OPTIONS> = async ({ args, options, json }, context) =>
  runBuilt(locate(context.cwd, args[0] ?? '', options.manifest), { ...options, json }, context)
