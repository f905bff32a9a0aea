import { readdir, readFile, readlink } from 'node:fs/promises'

const LISTENS = '0A'

/** The inodes of the sockets that listen on a port, as Linux tells them. */
const socketsOf = async (port: number): Promise<Set<string>> => {
  const hex = port.toString(16).toUpperCase().padStart(4, '0')
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map(file => readFile(file, 'utf8').catch(() => ''))
  )
  const rows = tables.flatMap(table => table.split('\n').map(row => row.trim().split(/\s+/)))
  return new Set(
    rows
      .filter(([, local, , state]) => local?.endsWith(`:${hex}`) && state === LISTENS)
      .map(row => row[9] ?? '')
  )
}

const holds = async (pid: string, sockets: ReadonlySet<string>): Promise<boolean> => {
  const descriptors = await readdir(`/proc/${pid}/fd`).catch(() => [])
  const links = await Promise.all(descriptors.map(fd => readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')))
  return links.some(link => sockets.has(/^socket:\[(\d+)\]$/.exec(link)?.[1] ?? '-'))
}

/**
 * Who listens on a port: the name of the process and its id. Its arguments are left out, they may hold secrets.
 *
 * @returns undefined where the system does not tell: not Linux, or a process of somebody else
 */
export const portOwner = async (port: number): Promise<string | undefined> => {
  const sockets = await socketsOf(port)
  if (sockets.size === 0) return undefined
  const pids = (await readdir('/proc').catch(() => [])).filter(name => /^\d+$/.test(name))
  for (const pid of pids) {
    if (!(await holds(pid, sockets))) continue
    const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')
    return `${name.trim() || 'a process'} (process ${pid})`
  }
  return undefined
}
