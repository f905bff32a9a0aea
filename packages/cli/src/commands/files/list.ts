import { visible } from '@cozy-jobs/logging'
import { EXIT } from '../../errors.js'
import type { Run } from '../../registry/command.js'
import { fittingTable } from '../../terminal/fitting-table.js'
import { sizeText } from '../../terminal/size-text.js'
import type { LS_OPTIONS } from './command.js'
import { cozyPath } from './cozy-path.js'
import { isDirectory, type Entry } from './entry.js'
import { connectFiles } from './file-client.js'
import { sortedChildren } from './sorted-children.js'

const nameOf = (entry: Entry): string => visible(entry.attributes.name) + (isDirectory(entry) ? '/' : '')

const rowOf = (entry: Entry): string[] => {
  const { size, mime = '', updated_at: date = '' } = entry.attributes
  return [
    size === undefined ? '' : sizeText(Number(size)),
    date.slice(0, 16).replace('T', ' '),
    nameOf(entry),
    isDirectory(entry) ? 'directory' : visible(mime)
  ]
}

export const run: Run<typeof LS_OPTIONS> = async ({ args, options, json }, context) => {
  const [typed = '/'] = args
  const act = `list ${typed}`
  const path = cozyPath(typed, act)
  const files = await connectFiles(options, context, ':GET')
  const entry = await files.need(path, act)
  const found = isDirectory(entry) ? await sortedChildren(files, entry.id, act) : [entry]
  const { terminal } = context
  if (json) terminal.out(JSON.stringify(found.map(({ id, attributes }) => ({ id, ...attributes }))))
  else if (options.long && found.length > 0) {
    terminal.out(fittingTable(['size', 'changed (UTC)', 'name', 'type'], found.map(rowOf), terminal))
  } else for (const each of found) terminal.out(nameOf(each))
  return EXIT.done
}
