import { STACK_OPTIONS } from '../../http/stack-options.js'
import type { Command, PositionalSpec } from '../../registry/command.js'

/** Apps and konnectors are installed alike: the same commands, other routes. */
export type InstallKind = 'apps' | 'konnectors'

const SLUG: PositionalSpec = { name: 'SLUG', describe: 'The name under which it is installed' }
const SOURCE: PositionalSpec = {
  name: 'SOURCE',
  describe: 'A folder that was built, or file://…, git://…#BRANCH, https://…#SHA256, registry://SLUG/CHANNEL'
}

/** The five commands of one kind. */
export function installCommands(kind: InstallKind): Command[] {
  const one = kind === 'apps' ? 'an app' : 'a konnector'
  const slug = kind === 'apps' ? 'banks' : 'hello'
  const base = { topic: 'Install on a stack', options: STACK_OPTIONS, json: true } as const
  return [
    {
      ...base,
      name: `${kind} install`,
      summary: `Install ${one} from a folder or a URL`,
      details:
        'Of a repository the branch "build" is taken where it has one and none is named. A folder that lacks a program which its manifest names is installed, as the stack does, with a warning. COZY_CREDENTIALS is used as the token where it is set, for a hosted stack; else one comes from the admin port.',
      positionals: [SLUG, SOURCE],
      examples: [
        [`cozy-jobs ${kind} install ${slug} build`, 'Installs what is in ./build, and says when it is ready'],
        [`cozy-jobs ${kind} install ${slug} git://example.org/${slug}.git`, 'Installs what was deployed'],
        [
          `cozy-jobs ${kind} install ${slug} registry://${slug}/beta`,
          'Installs the newest beta of the registry'
        ]
      ],
      load: async () => ({ run: (await import('./install.js')).install(kind, 'POST') })
    },
    {
      ...base,
      name: `${kind} update`,
      summary: `Update ${one} from where it came from, or from another source`,
      details: 'New permissions and terms are accepted with it.',
      positionals: [SLUG, { ...SOURCE, optional: true }],
      examples: [[`cozy-jobs ${kind} update ${slug}`, 'Takes up what its source is now']],
      load: async () => ({ run: (await import('./install.js')).install(kind, 'PUT') })
    },
    {
      ...base,
      name: `${kind} ls`,
      summary: `List the ${kind} that are installed`,
      positionals: [],
      examples: [[`cozy-jobs ${kind} ls --json`, 'The same for another program']],
      load: async () => ({ run: (await import('./list.js')).list(kind) })
    },
    {
      ...base,
      name: `${kind} show`,
      summary: `Show ${one}: where it came from, what it may do${kind === 'apps' ? ', its services' : ''}`,
      positionals: [SLUG],
      examples: [[`cozy-jobs ${kind} show ${slug}`, 'What the stack knows of it']],
      load: async () => ({ run: (await import('./show.js')).show(kind) })
    },
    {
      ...base,
      name: `${kind} uninstall`,
      summary: `Uninstall ${one}, with its triggers`,
      positionals: [SLUG],
      examples: [[`cozy-jobs ${kind} uninstall ${slug}`, 'Its documents stay']],
      load: async () => ({ run: (await import('./uninstall.js')).uninstall(kind) })
    }
  ]
}
