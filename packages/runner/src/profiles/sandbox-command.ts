import { PRODUCTION_FOLDER } from './production-environment.js'
import type { Limits } from './production-limits.js'

/** The programs that the sandbox is made of, as paths. */
export interface SandboxPrograms {
  bash: string
  bwrap: string
  env: string
  prlimit: string
}

/** The descriptor from which bwrap reads what the job finds as `/etc/hosts`. */
export const HOSTS_DESCRIPTOR = 3

/** LevelDB opens its files in a way that children inherit, through bwrap too: they are closed first. */
const CLOSE_FILES = `for each in /proc/self/fd/*; do each=\${each##*/}; ((each > ${HOSTS_DESCRIPTOR})) && eval "exec $each>&-"; done; exec "$@"`

/** Variables that bash and bwrap add, and production's launcher does not. */
const ADDED = ['PWD', 'OLDPWD', 'SHLVL', '_']

const readOnly = (path: string, inside = path): string[] => ['--ro-bind', path, inside]
const whereThere = (path: string): string[] => ['--ro-bind-try', path, path]

const namespaces = [
  '--unshare-user',
  '--unshare-pid',
  '--unshare-ipc',
  '--unshare-uts',
  '--unshare-cgroup-try',
  // As in production, the network is that of the machine.
  '--die-with-parent',
  '--cap-drop',
  'ALL'
]

/** What production's launcher shows, and two programs that set limits and leave; nothing of it can be written. */
const mounts = (folder: string, { env, prlimit }: SandboxPrograms): string[] => [
  ...readOnly(folder, PRODUCTION_FOLDER),
  ...['/lib', '/usr/lib'].flatMap(path => readOnly(path)),
  ...['/lib64', '/etc/resolv.conf', '/etc/ssl/certs'].flatMap(whereThere),
  ...[process.execPath, env, prlimit].flatMap(path => readOnly(path)),
  ...['--dev-bind', '/dev/urandom', '/dev/urandom'],
  ...['--proc', '/proc', '--remount-ro', '/proc'],
  ...['--ro-bind-data', String(HOSTS_DESCRIPTOR), '/etc/hosts'],
  ...['--remount-ro', '/']
]

const limitArguments = ({ addressSpace, cpuTime, fileSize, openFiles, processes }: Limits): string[] => [
  `--as=${addressSpace}`,
  `--cpu=${cpuTime}`,
  `--fsize=${fileSize}`,
  `--nofile=${openFiles}`,
  `--nproc=${processes}`,
  '--core=0'
]

/** Program and arguments that run Node on the folder, or on the file of it, as production's launcher does. */
export const sandboxCommand = (
  programs: SandboxPrograms,
  limits: Limits,
  folder: string,
  entry?: string
): [string, string[]] => {
  const { bash, bwrap, env, prlimit } = programs
  const target = entry === undefined ? PRODUCTION_FOLDER : `${PRODUCTION_FOLDER}/${entry}`
  return [
    bash,
    [
      ...['-c', CLOSE_FILES, 'bash'],
      ...[bwrap, ...namespaces, ...mounts(folder, programs), '--chdir', '/', '--'],
      // Inside, where processes are counted anew; a person's own may be more than 512.
      ...[prlimit, ...limitArguments(limits), '--'],
      ...[env, ...ADDED.flatMap(name => ['-u', name]), process.execPath, target]
    ]
  ]
}
