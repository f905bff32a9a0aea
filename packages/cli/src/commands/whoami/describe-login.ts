import { twoColumns } from '../../help/wrap.js'
import { fields } from '../../terminal/fields.js'
import type { Terminal } from '../../terminal/terminal.js'
import type { ShownLogin } from '../login/shown-login.js'

/** A login, and what its stack says of it. */
export interface Identity extends ShownLogin {
  /** Absent where the login may not ask for it. */
  public_name?: string
  /** Why the stack could not be asked. */
  problem?: string
}

interface Words {
  sentence: string
  only?: { label: string; values: readonly string[]; more: string }
}

const minutes = (text: string): string => text.replace(/:\d\d\.\d+Z$/, '').replace('T', ' ')

const wordsOf = ({ sentence, only }: Words): string =>
  only ? `${sentence}. ${only.label} ${[...only.values, only.more].filter(Boolean).join(', ')}` : sentence

/** A scope is read in words, one permission a line. */
const permissionsOf = (scope: string, inWords: (scope: string) => readonly Words[]): string[] => {
  try {
    return inWords(scope).map(wordsOf)
  } catch {
    return [scope]
  }
}

/** Instance, owner, client, end and permissions of a login. */
export const describeLogin = (
  { url, client, scope, expires, since, public_name: name, problem }: Identity,
  inWords: (scope: string) => readonly Words[],
  terminal: Terminal
): string => {
  const rows: [string, string][] = [
    ['Cozy', url],
    ['Name', name === undefined ? 'not told: the login may not read the settings' : name || 'none is set'],
    ['Client', `${client.name} (${client.id})`],
    ['Since', `${minutes(since)} UTC`],
    [
      'Token',
      expires === null ? 'its end is not known' : `until ${minutes(expires)} UTC, then renewed by itself`
    ]
  ]
  const shown = problem === undefined ? rows : rows.filter(([label]) => label !== 'Name')
  return [
    fields(shown, terminal),
    ...(problem === undefined ? [] : [terminal.red(problem)]),
    terminal.bold('It may'),
    twoColumns(
      permissionsOf(scope, inWords).map(words => ['-', words] as const),
      terminal.columns
    )
  ].join('\n')
}
