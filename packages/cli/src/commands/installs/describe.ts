import { twoColumns } from '../../help/wrap.js'
import type { Terminal } from '../../terminal/terminal.js'
import type { InstallKind } from './command.js'
import type { Installed } from './installed.js'

/** Where an app is seen: on a name of its own under the instance's. */
const addressOf = (kind: InstallKind, { attributes, links }: Installed, url: URL): string | undefined =>
  links?.related ?? (kind === 'apps' ? `${url.protocol}//${attributes.slug}.${url.host}/` : undefined)

/** What is installed, in lines for a person: name, version, where, and when its services run. */
export function describe(
  kind: InstallKind,
  installed: Installed,
  url: URL,
  terminal: Terminal,
  done = ''
): string {
  const { slug, version, source, services } = installed.attributes
  const address = addressOf(kind, installed, url)
  const head = [done, terminal.bold(slug), version, address && `at ${terminal.cyan(address)}`]
    .filter(Boolean)
    .join(' ')
  const rows = Object.entries(services ?? {}).map(([name, { trigger, debounce }]): [string, string] => [
    name,
    trigger
      ? `${trigger}${debounce ? `, held back ${debounce}` : ''}`
      : 'started by the app, or by another service'
  ])
  return [
    head,
    `  from ${source}`,
    ...(rows.length > 0 ? ['', terminal.bold('Services'), twoColumns(rows, terminal.columns)] : [])
  ].join('\n')
}
