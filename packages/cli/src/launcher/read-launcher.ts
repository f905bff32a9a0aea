import { access, constants, open, stat } from 'node:fs/promises'

/** What can be known of a launcher before it runs. */
export interface Launcher {
  path: string
  /** Why it can't be started, as a message; undefined where it can. */
  refusal?: string
  /** Its text; undefined for a program that is none. */
  script?: string
}

/** More than any script of this kind has. */
const LOOKED_AT = 64 * 1024

const failed = (path: string, why: string, todo: string): Launcher => ({
  path,
  refusal: `Failed to find the launcher ${path} (konnectors.cmd): ${why}, so every job will fail. ${todo}`
})

const beginningOf = async (path: string): Promise<string> => {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(LOOKED_AT) })
    return buffer.toString('utf8', 0, bytesRead)
  } finally {
    await handle.close()
  }
}

/** Looks at a launcher as the system will, which must find it and may run it. */
export const readLauncher = async (path: string): Promise<Launcher> => {
  try {
    if ((await stat(path)).isDirectory()) return failed(path, 'it is a folder', 'Give the script in it.')
  } catch {
    return failed(path, 'it is not there', 'Correct the path; ~ is not read in it.')
  }
  try {
    await access(path, constants.X_OK)
  } catch {
    return failed(path, 'it is not executable', `Run \`chmod +x ${path}\`.`)
  }
  // Who may run a program need not be allowed to read it.
  const script = await beginningOf(path).catch(() => '\0')
  if (script.includes('\0')) return { path }
  if (script.startsWith('#!')) return { path, script }
  const why = 'its first line names no interpreter, and the real stack can not start it then'
  return { path, script, refusal: `The launcher ${path}: ${why}. Let it begin with #!/bin/bash.` }
}
