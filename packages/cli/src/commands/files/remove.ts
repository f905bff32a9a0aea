import { visible } from '@cozy-jobs/logging'
import { EXIT } from '../../errors.js'
import type { Run } from '../../registry/command.js'
import type { RM_OPTIONS } from './command.js'
import { cozyPath } from './cozy-path.js'
import { isDirectory } from './entry.js'
import { FILE_ERRORS } from './errors.js'
import { connectFiles } from './file-client.js'
import { TRASH_ID } from './sorted-children.js'

export const run: Run<typeof RM_OPTIONS> = async ({ args, options, json }, context) => {
  const [typed = ''] = args
  const act = `remove ${typed}`
  const path = cozyPath(typed, act)
  const files = await connectFiles(options, context)
  const entry = await files.need(path, act)
  if (path === '/' || entry.id === TRASH_ID) throw FILE_ERRORS.special(act, path)
  if (isDirectory(entry) && !options.recursive) {
    throw FILE_ERRORS.isDirectory(act, path, 'Give -r to remove it with all that is in it.')
  }
  await files.remove(entry.id, options.permanent, act)
  const { terminal } = context
  if (json) terminal.out(JSON.stringify({ id: entry.id, path, permanent: options.permanent }))
  else terminal.out(options.permanent ? `Destroyed ${visible(path)}` : `${visible(path)} is in the trash`)
  return EXIT.done
}
