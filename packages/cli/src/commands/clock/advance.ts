import { AdminClient } from '../../http/admin.js'
import type { Run } from '../../registry/command.js'
import type { MOVE_OPTIONS } from './command.js'
import { readDuration } from './read-duration.js'
import { showClock } from './show-clock.js'

export const run: Run<typeof MOVE_OPTIONS> = async ({ args, options, json }, { terminal, env }) => {
  const by = readDuration(args[0] ?? '')
  const { 'no-wait': hurry, 'admin-port': port } = options
  return showClock(await new AdminClient(port, env).moveClock({ by, wait: !hurry }), json, terminal)
}
