import { closeSync, fstatSync, openSync, readdirSync } from 'node:fs'

/** Descriptors of a child, from 3 on. */
export interface Cover {
  stdio: (number | 'ignore')[]
  /** To call once the child is there. */
  done(): void
}

const isFile = (descriptor: number): boolean => {
  try {
    return fstatSync(descriptor).isFile()
  } catch {
    // The descriptor of the list itself, closed by now.
    return false
  }
}

const openFiles = (): number[] => {
  try {
    const place = process.platform === 'linux' ? '/proc/self/fd' : '/dev/fd'
    return readdirSync(place)
      .map(Number)
      .filter(each => each > 2 && isFile(each))
  } catch {
    return []
  }
}

/**
 * Descriptors that give a child an empty device instead of each file which is open here. LevelDB opens the databases of
 * a stack in a way that each child inherits; Node closes them itself (`close-inherited-files.cjs`), a launcher does not.
 */
export const coverInheritedFiles = (): Cover => {
  const files = new Set(openFiles())
  if (files.size === 0) return { stdio: [], done: () => undefined }
  const empty = openSync('/dev/null', 'r')
  const highest = Math.max(...files)
  return {
    // 'ignore' leaves a descriptor beyond the output as it is: Node's own are closed in a child.
    stdio: Array.from({ length: highest - 2 }, (_, at) => (files.has(at + 3) ? empty : 'ignore')),
    done: () => closeSync(empty)
  }
}
