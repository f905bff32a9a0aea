/** Go's names of the signals (package `syscall`, Linux): what the real stack stores when a job is killed. */
const SIGNAL_NAMES: Partial<Record<NodeJS.Signals, string>> = {
  SIGHUP: 'hangup',
  SIGINT: 'interrupt',
  SIGQUIT: 'quit',
  SIGILL: 'illegal instruction',
  SIGTRAP: 'trace/breakpoint trap',
  SIGABRT: 'aborted',
  SIGBUS: 'bus error',
  SIGFPE: 'floating point exception',
  SIGKILL: 'killed',
  SIGUSR1: 'user defined signal 1',
  SIGSEGV: 'segmentation fault',
  SIGUSR2: 'user defined signal 2',
  SIGPIPE: 'broken pipe',
  SIGALRM: 'alarm clock',
  SIGTERM: 'terminated',
  SIGXCPU: 'CPU time limit exceeded',
  SIGXFSZ: 'file size limit exceeded',
  SIGSYS: 'bad system call'
}

/** In Go's words how a process ended: `exit status 3`, `signal: killed`; undefined where all went well. */
export const exitText = (exitCode: number | null, signal: NodeJS.Signals | null): string | undefined => {
  if (signal) return `signal: ${SIGNAL_NAMES[signal] ?? signal}`
  return exitCode === 0 ? undefined : `exit status ${exitCode}`
}
