import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const realPath = (file: string): string => {
  try {
    return realpathSync(file.startsWith('file:') ? fileURLToPath(file) : file)
  } catch {
    return file
  }
}

/** The file of a call above, as it runs: not as source maps would name it. */
const callingFile = (depth: number): string | undefined => {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- it is put back, never called
  const { prepareStackTrace, stackTraceLimit } = Error
  try {
    Error.stackTraceLimit = depth + 1
    Error.prepareStackTrace = (_, sites) => sites
    const { stack } = new Error() as { stack?: unknown }
    return (stack as NodeJS.CallSite[])[depth]?.getFileName() ?? undefined
  } finally {
    Object.assign(Error, { prepareStackTrace, stackTraceLimit })
  }
}

/**
 * Whether the function that asks was called by the program that this process was started with, and not by a file that a
 * test imports. A konnector that was built is one file, so every call in it comes from the program.
 */
export const isCalledByEntry = (): boolean => {
  const entry = process.argv[1]
  // The calls: this function's own helper, this one, who asks, who called that.
  const caller = callingFile(3)
  return entry !== undefined && caller !== undefined && realPath(caller) === realPath(entry)
}
