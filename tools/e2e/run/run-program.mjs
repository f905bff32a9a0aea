import { spawn } from 'node:child_process'

const LAST_LINES = 40

// eslint-disable-next-line no-control-regex -- colours of a terminal
const COLOURS = /\u001b\[[\d;]*m/g

const tail = text => text.trimEnd().split('\n').slice(-LAST_LINES).join('\n')

/**
 * Runs a program to its end.
 *
 * @param {string[]} words - the program and its arguments
 * @returns {Promise<string>} what it said, on both streams, without colours
 * @throws Error with the end of what it said, where its exit code is not 0
 */
export const runProgram = ([program, ...args], { cwd, env, signal }) =>
  new Promise((done, fail) => {
    // In a group of its own, so that what it has started ends with it.
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
    let said = ''
    const take = chunk => (said += chunk)
    child.stdout.setEncoding('utf8').on('data', take)
    child.stderr.setEncoding('utf8').on('data', take)
    const stop = () => process.kill(-child.pid, 'SIGTERM')
    signal.addEventListener('abort', stop, { once: true })
    child.on('error', fail)
    child.on('close', (code, killed) => {
      signal.removeEventListener('abort', stop)
      const text = said.replaceAll(COLOURS, '')
      if (code === 0) done(text)
      else fail(new Error(`"${[program, ...args].join(' ')}" ended with ${code ?? killed}:\n${tail(text)}`))
    })
  })
