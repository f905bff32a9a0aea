import type { Command } from '../registry/command.js'

/** `cozy-jobs apps install SLUG SOURCE`: what must be typed, then what may be. */
export function usageLine(command: Command, program: string): string {
  const words = command.positionals.map(({ name, optional, rest, choices }) => {
    const shown = choices ? choices.join('|') : rest ? `${name}…` : name
    return optional ? `[${shown}]` : shown
  })
  const options = Object.keys(command.options).length || command.json ? ['[options]'] : []
  return [program, command.name, ...words, ...options].filter(Boolean).join(' ')
}
