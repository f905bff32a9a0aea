import { EXIT } from '../../errors.js'
import { AdminClient, type TokenKind } from '../../http/admin.js'
import { instanceUrl } from '../../http/instance-url.js'
import type { STACK_OPTIONS } from '../../http/stack-options.js'
import type { Run } from '../../registry/command.js'

export const run: Run<typeof STACK_OPTIONS> = async ({ args, options }, { terminal, env }) => {
  const [kind, subject = ''] = args
  const domain = instanceUrl(options.domain).host
  terminal.out(
    await new AdminClient(options['admin-port'], env).token({ domain, kind: kind as TokenKind, subject })
  )
  return EXIT.done
}
