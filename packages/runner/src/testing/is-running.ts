import { readFile } from 'node:fs/promises'

/** Whether a process runs. A killed one stays in the table until it is reaped: its state says so. */
export const isRunning = async (pid: number): Promise<boolean> => {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return !/\) [ZX] /.test(status) && status !== ''
}

/** Settled once a process has ended: a killed one takes a moment. */
export const hasEnded = async (pid: number): Promise<true> => {
  while (await isRunning(pid)) await new Promise(setImmediate)
  return true
}
