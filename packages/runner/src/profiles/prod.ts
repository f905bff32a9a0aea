import type { Launch, Launcher, JobProcess } from '../launcher.js'
import { RunnerError } from '../errors.js'
import { notStarted, startProcess } from '../start-process.js'
import { findProgram } from './find-program.js'
import { productionEnvironment } from './production-environment.js'
import { productionLimits, type Limits } from './production-limits.js'
import { HOSTS_DESCRIPTOR, sandboxCommand, type SandboxPrograms } from './sandbox-command.js'

/** The packages of distributions that hold the programs. */
const PACKAGES = { bash: 'bash', bwrap: 'bubblewrap', env: 'coreutils', prlimit: 'util-linux' } as const

const findPrograms = (): SandboxPrograms => {
  const find = (name: keyof typeof PACKAGES): string => {
    const path = findProgram(name)
    if (path === undefined) throw new RunnerError('sandbox_missing', `${name} (package ${PACKAGES[name]})`)
    return path
  }
  return { bash: find('bash'), bwrap: find('bwrap'), env: find('env'), prlimit: find('prlimit') }
}

const hostOf = (url: string): string => {
  try {
    return new URL(url).hostname
  } catch {
    return ''
  }
}

/** Production knows its own names; here they are this machine. */
const hostsFor = (url: string): string => {
  const host = hostOf(url)
  const names = host === '' || host.includes(':') || /^[\d.]+$/.test(host) ? 'localhost' : `localhost ${host}`
  return `127.0.0.1 ${names}\n::1 ${names}\n`
}

/**
 * The profile `prod`: what production's launcher holds, by bubblewrap and prlimit. Its filter of system calls is not
 * here. Throws `RunnerError` where the machine lacks a program for it; `checkSandbox` tells whether it works.
 */
export const prodLauncher = (limits: Partial<Limits> = {}): Launcher => {
  const programs = findPrograms()
  const all = { ...productionLimits(), ...limits }
  const start = async ({ folder, entry, environment }: Launch): Promise<JobProcess> => {
    const [file, args] = sandboxCommand(programs, all, folder, entry)
    try {
      const child = await startProcess({ file, args, folder, environment, more: ['pipe'] })
      const hosts = child.stdio[HOSTS_DESCRIPTOR] as NodeJS.WritableStream
      // bwrap may have ended before it read: it says why on stderr.
      hosts.on('error', () => undefined)
      hosts.end(hostsFor(environment['COZY_URL'] ?? ''))
      return child
    } catch (error) {
      throw notStarted(error)
    }
  }
  return { profile: 'prod', environment: productionEnvironment, start, close: () => Promise.resolve() }
}
