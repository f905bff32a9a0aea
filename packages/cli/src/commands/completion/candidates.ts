import type { Command } from '../../registry/command.js'
import { GLOBAL_OPTIONS } from '../../registry/global-options.js'

/** The words that can stand where the line ends; `line` is what was typed after the name of the program. */
export function candidates(commands: readonly Command[], line: string): string[] {
  const typed = line.trimStart().split(/\s+/)
  const last = typed.pop() ?? ''
  const words = typed.filter(word => !word.startsWith('-'))
  const command =
    commands.find(({ name }) => name === words.slice(0, 2).join(' ')) ??
    commands.find(({ name }) => name === words[0])
  return possible(commands, command, words, last).filter(
    word => word.startsWith(last) && !typed.includes(word)
  )
}

function possible(
  commands: readonly Command[],
  command: Command | undefined,
  words: string[],
  last: string
): string[] {
  if (last.startsWith('-')) return optionsOf(command)
  if (command) return [...(command.positionals[words.length - command.name.split(' ').length]?.choices ?? [])]
  const prefix = words.length > 0 ? `${words.join(' ')} ` : ''
  const next = commands
    .filter(({ name }) => name.startsWith(prefix))
    .map(({ name }) => name.slice(prefix.length))
  return [...new Set(next.map(name => name.split(' ')[0] ?? ''))]
}

function optionsOf(command: Command | undefined): string[] {
  const { json, ...common } = GLOBAL_OPTIONS
  const names = [
    ...Object.keys(command?.options ?? {}),
    ...(command?.json && json ? ['json'] : []),
    ...Object.keys(common)
  ]
  return names.map(name => `--${name}`)
}
