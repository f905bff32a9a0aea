import { describe, expect, it } from '@jest/globals'
import { COMMANDS } from '../../registry/commands.js'
import { runCli } from '../../testing/run-cli.js'
import { candidates } from './candidates.js'
import { SHELLS } from './command.js'

describe('completion', () => {
  it.each([
    ['st', ['standalone', 'start', 'stack']],
    ['apps ', ['install', 'update', 'ls', 'show', 'uninstall']],
    ['apps un', ['uninstall']],
    ['token ', ['cli', 'app', 'konnector']],
    ['token cli ', []],
    ['apps ls --d', ['--domain']],
    ['apps ls --json --j', []],
    ['stack --me', ['--memory']],
    ['--he', ['--help']],
    ['nothing ', []]
  ])('of "%s" offers %j', (line, words) => {
    expect(candidates(COMMANDS, line)).toEqual(words)
  })

  it.each(SHELLS)('has a script for %s that asks the command itself', async shell => {
    expect((await runCli(`completion ${shell}`)).out).toContain(`cozy-jobs completion ${shell} --words=`)
  })

  it('answers one word a line', async () => {
    expect(await runCli(['completion', 'bash', '--words=apps u'])).toEqual({
      code: 0,
      out: 'update\nuninstall\n',
      err: ''
    })
  })
})
