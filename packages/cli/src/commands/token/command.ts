import { STACK_OPTIONS } from '../../http/stack-options.js'
import type { Command } from '../../registry/command.js'

export const TOKEN_KINDS = ['cli', 'app', 'konnector'] as const

export const tokenCommand: Command = {
  name: 'token',
  topic: 'Run a stack',
  summary: 'Print a token of a stack on this machine, and nothing else',
  details: 'It comes from the admin port, as "cozy-stack instances token-cli" and its likes get theirs.',
  positionals: [
    {
      name: 'KIND',
      choices: TOKEN_KINDS,
      describe: 'Of the command line, or the one that a job of an app or konnector gets'
    },
    { name: 'SUBJECT', describe: 'For cli the permissions, in one text; else the slug' }
  ],
  options: STACK_OPTIONS,
  examples: [
    [
      'cozy-jobs token cli "io.cozy.files io.cozy.bank.operations:GET"',
      'A token that reads operations and does all with files'
    ],
    [
      'cozy-jobs token app banks --domain cozy.localhost:8080',
      'The token with which the services of banks run'
    ]
  ],
  load: () => import('./run.js')
}
