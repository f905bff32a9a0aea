import { readFileSync, readlinkSync } from 'node:fs'
import { codeOf } from './system-error.js'

/** What the system does not say. */
const UNKNOWN = '0'

/** In clock ticks since the machine was started: tells a process from a later one that was given the same number. */
const startOf = (pid: number): string => {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in brackets may hold spaces: fields are counted from behind it, and the start is the 22nd of all.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]).toString(36)
  } catch {
    return UNKNOWN
  }
}

/** Containers may share a folder for temporary files, but not their numbers of processes. */
const namespace = (): string => {
  try {
    return Number(/\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? 0).toString(36)
  } catch {
    return UNKNOWN
  }
}

/** A process as a part of a file's name: number, start, namespace of the number. */
export const ownerTag = (pid: number): string => `${pid}.${startOf(pid)}.${namespace()}`

/** Whether the process that a tag names has ended; false where that cannot be known. */
export const isDead = (tag: string): boolean => {
  const [number, start, where] = tag.split('.')
  const pid = Number(number)
  if (where !== namespace()) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    return codeOf(error) === 'ESRCH'
  }
  return start !== UNKNOWN && start !== startOf(pid)
}
