import { parseMoment } from '@cozy-jobs/triggers'
import { ERRORS } from '../../errors.js'
import { AdminClient } from '../../http/admin.js'
import type { Run } from '../../registry/command.js'
import type { MOVE_OPTIONS } from './command.js'
import { showClock } from './show-clock.js'

export const run: Run<typeof MOVE_OPTIONS> = async ({ args, options, json }, { terminal, env }) => {
  const [to = ''] = args
  if (!parseMoment(to)) {
    throw ERRORS.notReadable(
      'set the clock',
      `"${to}" is no date`,
      'Write one in UTC, such as 2027-02-28T04:59:50Z.'
    )
  }
  const { 'no-wait': hurry, 'admin-port': port } = options
  return showClock(await new AdminClient(port, env).moveClock({ to, wait: !hurry }), json, terminal)
}
