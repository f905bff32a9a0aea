/** The lines that do something: no comments, and those that go on as one. */
const commandsOf = (script: string): string =>
  script
    .replace(/\\\n/g, ' ')
    .split('\n')
    .filter(line => !/^\s*#/.test(line))
    .join('\n')

const NODE_IN_A_PIPE = /(?:^|[\s;&({/"}])(?:node|nodejs|\$\{?NODE\w*\}?)"?[ \t][^|;\n]*[^|>\n]\|(?!\|)/im

const KEEPS_THE_EXIT_CODE = /\bpipefail\b|\bPIPESTATUS\b/

/** `node index.js | tee …`: the shell tells the exit code of `tee`, and a job that failed looks as if it had not. */
export const hidesExitCode = (script: string): boolean => {
  const commands = commandsOf(script)
  return NODE_IN_A_PIPE.test(commands) && !KEEPS_THE_EXIT_CODE.test(commands)
}

/** The name by which a script starts Node, where it leaves to the shell to find it. */
export const nameOfNode = (script: string): 'node' | 'nodejs' | undefined => {
  const commands = commandsOf(script)
  if (/^\s*(?:export\s+)?PATH=/m.test(commands) || /\bcommand -v\b/.test(commands)) return undefined
  const [, name] = /(?:^|[;&|({]|\b(?:exec|then|do|else))[ \t]*(node|nodejs)(?=[ \t])/m.exec(commands) ?? []
  return name as 'node' | 'nodejs' | undefined
}

/** The shell that runs a script: what its first line says. Undefined for another interpreter. */
export const shellOf = (script: string): string[] | undefined => {
  const [line = ''] = script.split('\n')
  const words = line.slice(2).trim().split(/\s+/)
  const last = words.find(word => !word.startsWith('-') && !word.endsWith('/env')) ?? ''
  return /(?:^|\/)(?:ba|da|k|z)?sh$/.test(last) ? words.filter(word => !word.startsWith('-')) : undefined
}
