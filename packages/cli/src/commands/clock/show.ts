import { AdminClient } from '../../http/admin.js'
import type { Run } from '../../registry/command.js'
import type { SHOW_OPTIONS } from './command.js'
import { showClock } from './show-clock.js'

export const run: Run<typeof SHOW_OPTIONS> = async ({ options, json }, { terminal, env }) =>
  showClock(await new AdminClient(options['admin-port'], env).clock(), json, terminal)
