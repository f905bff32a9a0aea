import { ERRORS } from '../errors.js'
import type { Command } from './command.js'
import { nearest } from './nearest.js'

/** The command that the first words name, and the words that are left for it. The longest name wins. */
export function findCommand(
  commands: readonly Command[],
  words: readonly string[]
): { command: Command; rest: string[] } {
  for (const length of [2, 1]) {
    const command = commands.find(each => each.name === words.slice(0, length).join(' '))
    if (command && words.length >= length) return { command, rest: words.slice(length) }
  }
  const [first = '', second] = words
  const group = commandsOf(commands, first)
  if (group.length === 0) throw ERRORS.unknownCommand(first, nearest(first, firstWords(commands)))
  const rest = group.map(each => each.name.slice(first.length + 1))
  if (second === undefined) throw ERRORS.incompleteCommand(first, rest)
  const near = nearest(second, rest)
  throw ERRORS.unknownCommand(`${first} ${second}`, near && `${first} ${near}`)
}

/** The commands of two words that begin with this one: `apps` has `apps install` and others. */
export function commandsOf(commands: readonly Command[], group: string): Command[] {
  return commands.filter(each => each.name.startsWith(`${group} `))
}

const firstWords = (commands: readonly Command[]): string[] => [
  ...new Set(commands.map(each => each.name.split(' ')[0] ?? ''))
]
