import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { Command } from '../registry/command.js'
import { COMMANDS } from '../registry/commands.js'
import { findCommand } from '../registry/find.js'
import { runCli } from '../testing/run-cli.js'
import { readInput } from './read-input.js'
import { tokenize } from './tokens.js'

const read = (argv: string[]) => {
  const { words, options } = tokenize(COMMANDS, argv)
  const { command, rest } = findCommand(COMMANDS, words)
  return { name: command.name, ...readInput(command, rest, options, 'cozy-jobs') }
}

describe('a command line', () => {
  it('takes options anywhere, before the name of the command too', () => {
    const parts = [
      ['token'],
      ['cli'],
      ['io.cozy.files:GET'],
      ['--domain', 'a.localhost:1'],
      ['--admin-port=7']
    ]
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }), order => {
        // The words keep their order among themselves; the options stand anywhere between them.
        const words = [0, 1, 2]
        const argv = order.flatMap(index => parts[index < 3 ? (words.shift() ?? 0) : index] ?? [])
        expect(read(argv)).toEqual({
          name: 'token',
          args: ['cli', 'io.cozy.files:GET'],
          options: { domain: 'a.localhost:1', 'admin-port': 7 },
          json: false
        })
      })
    )
  })

  it('fills in the defaults', () => {
    expect(read(['stack']).options).toEqual({
      domain: 'cozy.localhost',
      config: undefined,
      'print-config': false,
      // What is not typed comes from the environment or the configuration file.
      port: undefined,
      'admin-port': undefined,
      host: undefined,
      'admin-host': undefined,
      subdomains: undefined,
      'fs-url': undefined,
      'couchdb-url': undefined,
      'konnectors-cmd': undefined,
      profile: undefined,
      'no-pool': false,
      fidelity: undefined,
      'disable-csp': false,
      doctypes: undefined,
      'remote-allow-custom-port': false,
      'log-level': undefined,
      data: undefined,
      memory: false,
      locale: 'en',
      passphrase: undefined,
      email: undefined,
      'public-name': undefined,
      context: 'dev'
    })
  })

  it('takes what follows -- as words', () => {
    expect(read(['token', 'cli', '--', '--odd']).args).toEqual(['cli', '--odd'])
  })

  it.each([
    [
      'tokn cli x',
      'Failed to run "tokn": there is no such command. Did you mean "token"? "cozy-jobs help" lists what there is.'
    ],
    [
      'apps',
      'Failed to run "apps": it needs one more word. Say one of: install, update, ls, show, uninstall.'
    ],
    [
      'apps instal x y',
      'Failed to run "apps instal": there is no such command. Did you mean "apps install"? "cozy-jobs help" lists what there is.'
    ],
    [
      'stack --prot 8081',
      'Failed to run "cozy-jobs stack": it has no option --prot. Did you mean "--port"? "cozy-jobs stack --help" lists what it takes.'
    ],
    ['stack --port', 'Failed to run "cozy-jobs stack": --port needs a value. Write --port PORT.'],
    ['stack --port --memory', 'Failed to run "cozy-jobs stack": --port needs a value. Write --port PORT.'],
    [
      'stack --port 70000',
      'Failed to run "cozy-jobs stack": expected --port to be a port from 0 to 65535, got "70000". Give a number, 0 for any free one.'
    ],
    ['stack --memory=yes', 'Failed to run "cozy-jobs stack": --memory takes no value. Write --memory alone.'],
    [
      'stack --memory --data x',
      'Failed to run "cozy-jobs stack": --memory and --data exclude each other. Give one of them.'
    ],
    [
      'stack build',
      'Failed to run "cozy-jobs stack": it takes no further argument "build". Write: cozy-jobs stack [options]'
    ],
    [
      'token cli',
      'Failed to run "cozy-jobs token": SUBJECT is missing. Write: cozy-jobs token cli|app|konnector SUBJECT [options]'
    ],
    [
      'token konector x',
      'Failed to run "cozy-jobs token": expected KIND to be one of cli, app, konnector, got "konector". Did you mean "konnector"?'
    ],
    [
      'token cli x --json',
      'Failed to run "cozy-jobs token": it has no option --json. "cozy-jobs token --help" lists what it takes.'
    ],
    [
      '--constructor',
      'Failed to run "cozy-jobs": it has no option --constructor. "cozy-jobs --help" lists what it takes.'
    ]
  ])('refuses "%s" with exit code 2 and says what to do', async (line, message) => {
    expect(await runCli(line)).toEqual({ code: 2, out: '', err: `${message}\n` })
  })
})

describe('the registry', () => {
  const all: [Command, string, Command['options'][string]][] = COMMANDS.flatMap(command =>
    Object.entries(command.options).map(([name, spec]): [Command, string, typeof spec] => [
      command,
      name,
      spec
    ])
  )

  it('gives an option the same type wherever it stands, or flags could not stand anywhere', () => {
    const types = new Map<string, string>()
    for (const [, name, { type, short }] of all) {
      expect(types.get(name) ?? `${type} ${short}`).toBe(`${type} ${short}`)
      types.set(name, `${type} ${short}`)
    }
  })

  it('has each name once, and no command that is the first word of another', () => {
    const names = COMMANDS.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    expect(names.filter(name => names.some(other => other.startsWith(`${name} `)))).toEqual([])
  })

  it('shows only examples that the command takes', () => {
    const lines = COMMANDS.flatMap(({ examples }) => examples.map(([line]) => line))
    for (const line of lines.filter(each => each.startsWith('cozy-jobs '))) {
      const argv = line.slice('cozy-jobs '.length).match(/"[^"]*"|\S+/g) ?? []
      expect(() => read(argv.map(word => word.replaceAll('"', '')))).not.toThrow()
    }
  })

  it('loads the code of each command', async () => {
    for (const command of COMMANDS) expect(typeof (await command.load()).run).toBe('function')
  })
})
