import { ERRORS, EXIT } from '../../errors.js'
import { askAdmin } from '../../http/admin-request.js'
import type { Run } from '../../registry/command.js'
import type { REMOVE_OPTIONS } from './command.js'
import { knownDomain } from './instance.js'

export const run: Run<typeof REMOVE_OPTIONS> = async ({ args, options, json }, context) => {
  const [typed = ''] = args
  const act = `destroy the instance ${typed}`
  const port = options['admin-port']
  const domain = await knownDomain(typed, act, port, context)
  if (!options.force) {
    throw ERRORS.notReadable(
      act,
      'all documents and files of it would be lost',
      `Type "cozy-jobs instances rm ${domain} --force" if that is meant.`
    )
  }
  await askAdmin(port, context, { method: 'DELETE', path: `instances/${encodeURIComponent(domain)}`, act })
  context.terminal.out(json ? JSON.stringify({ domain, destroyed: true }) : `Destroyed ${domain}.`)
  return EXIT.done
}
