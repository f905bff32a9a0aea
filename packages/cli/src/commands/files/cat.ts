import { EXIT } from '../../errors.js'
import type { Run } from '../../registry/command.js'
import type { CAT_OPTIONS } from './command.js'
import { cozyPath } from './cozy-path.js'
import { isDirectory } from './entry.js'
import { FILE_ERRORS } from './errors.js'
import { connectFiles } from './file-client.js'

export const run: Run<typeof CAT_OPTIONS> = async ({ args, options, json }, context) => {
  const [typed = ''] = args
  const act = `read ${typed}`
  const path = cozyPath(typed, act)
  const files = await connectFiles(options, context, ':GET')
  const entry = await files.need(path, act)
  if (json) {
    context.terminal.out(JSON.stringify({ id: entry.id, ...entry.attributes }))
    return EXIT.done
  }
  if (isDirectory(entry)) {
    throw FILE_ERRORS.isDirectory(act, path, '"cozy-jobs files ls" lists what is in it.')
  }
  for await (const part of await files.content(entry.id, act)) await context.terminal.bytes(part)
  return EXIT.done
}
