import type { Context, Environment } from './context.js'
import type { ExitCode } from './errors.js'
import { main } from './main.js'
import type { Command } from './registry/command.js'
import { createTerminal, wantsColor, type TextStream } from './terminal/terminal.js'

/** Ctrl-C, what a supervisor sends, and what a terminal sends that is closed. */
const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

type StopSignal = (typeof STOP_SIGNALS)[number]

/** The parts of `process` that a command needs; a bin hands them in. */
export interface Host {
  argv: readonly string[]
  env: Environment
  cwd: string
  stdout: TextStream
  stderr: TextStream
  on(signal: StopSignal, listener: () => void): unknown
  off(signal: StopSignal, listener: () => void): unknown
  /** Milliseconds, from any moment. */
  now(): number
  /** Ends the process at once. */
  exit(code: number): void
}

// npm and yarn hand on the signal that the terminal has already sent to the whole group: two of them, one Ctrl-C.
const SAME_PRESS = 300

/** Runs one command line of a process: the first Ctrl-C asks it to end, the second ends it at once. */
export async function runProcess(host: Host, only?: Command): Promise<ExitCode> {
  const controller = new AbortController()
  let pressed: number | undefined
  const stop = (): void => {
    if (pressed === undefined) {
      pressed = host.now()
      controller.abort()
    } else if (host.now() - pressed > SAME_PRESS) host.exit(130)
  }
  for (const signal of STOP_SIGNALS) host.on(signal, stop)
  const context: Omit<Context, 'verbose'> = {
    terminal: createTerminal(host.stdout, host.stderr, wantsColor(host.env, Boolean(host.stdout.isTTY))),
    cwd: host.cwd,
    env: host.env,
    signal: controller.signal
  }
  try {
    return await main(host.argv, context, only)
  } finally {
    for (const signal of STOP_SIGNALS) host.off(signal, stop)
  }
}
