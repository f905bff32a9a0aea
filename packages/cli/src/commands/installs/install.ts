import { ERRORS, EXIT } from '../../errors.js'
import type { STACK_OPTIONS } from '../../http/stack-options.js'
import type { Run } from '../../registry/command.js'
import type { InstallKind } from './command.js'
import { describe } from './describe.js'
import { connectFor, pathOf, type Installed } from './installed.js'
import { missingPrograms } from './missing-programs.js'
import { onBuildBranch, sourceOf } from './source.js'

/** Installs (POST) or updates (PUT), and waits until the stack says that it is ready. */
export const install =
  (kind: InstallKind, method: 'POST' | 'PUT'): Run<typeof STACK_OPTIONS> =>
  async ({ args, options, json }, context) => {
    const [slug = '', source] = args
    const { terminal, cwd, env } = context
    const act = `${method === 'POST' ? 'install' : 'update'} ${slug}`
    const given = source === undefined ? undefined : await sourceOf(kind, source, cwd, act)
    const lacks = given && missingPrograms(kind, given)
    if (lacks) terminal.err(terminal.yellow(lacks))
    const Source = given && (await onBuildBranch(given, env, line => terminal.err(line)))
    const client = await connectFor(kind, options, context)
    let last: Installed | undefined
    const query = {
      ...(Source !== undefined && { Source }),
      // Who types the command accepts what the new version asks for.
      ...(method === 'PUT' && { PermissionsAcked: 'true' })
    }
    for await (const { event, data } of client.events({ method, path: pathOf(kind, slug), query, act })) {
      if (event === 'error') throw ERRORS.refused(act, String(data), remedyFor(kind, slug, String(data)))
      last = (data as { data: Installed }).data
      if (!json) terminal.err(terminal.dim(`${last.attributes.slug}: ${last.attributes.state}`))
    }
    if (last?.attributes.state !== 'ready') {
      const why = last?.attributes.error ?? 'the stack ended its answer before it was ready'
      throw ERRORS.refused(act, why, 'The log of the stack says more.')
    }
    const done = method === 'POST' ? 'Installed' : 'Updated'
    terminal.out(json ? JSON.stringify(last.attributes) : describe(kind, last, client.url, terminal, done))
    return EXIT.done
  }

/** What to do about an error that the stack tells in its stream, where it has no status. */
function remedyFor(kind: InstallKind, slug: string, why: string): string {
  if (/already exists/i.test(why)) return `Type "cozy-jobs ${kind} update ${slug}" instead.`
  if (/not installed/i.test(why)) return `Look for a typo: "cozy-jobs ${kind} ls" lists what is there.`
  if (/checksum/i.test(why)) return 'Write the sha256 of what the address has now behind its #, or nothing.'
  if (/source scheme/i.test(why)) return 'Give a folder, or a URL of git, of an archive, or registry://NAME.'
  if (/not reachable/i.test(why)) return 'Look at its address; the log of the stack says more.'
  if (/manifest/i.test(why)) return 'Look at its manifest with "cozy-jobs validate".'
  return /slug/i.test(why) ? 'Write it with small letters, digits and hyphens.' : ''
}
