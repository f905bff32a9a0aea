import { INSTALL_ERRORS } from '../errors.js'

const refuse = (name: string): never => {
  throw INSTALL_ERRORS.unsafeArchive(name)
}

/** The parts of a name without what means nothing: `./a//b` is `a`, `b`. */
const partsOf = (name: string): string[] => name.split('/').filter(part => part !== '' && part !== '.')

/**
 * Where an entry of an archive belongs, below the folder into which it is unpacked. Throws for a name that leads out of
 * it, or that systems read in different ways; so it is refused on every one.
 */
export const archivePath = (name: string): string => {
  if (name.includes('\0') || name.includes('\\')) refuse(name)
  const parts = partsOf(name)
  if (parts.includes('..')) refuse(name)
  return parts.join('/')
}

/** Throws for a link that leads out of the archive. */
export const checkLink = (name: string, target: string, isHard: boolean): void => {
  if (target.startsWith('/') || target.includes('\\') || target.includes('\0')) refuse(name)
  // A hard link names its target from the top of the archive, a symbolic one from where it is.
  const steps = isHard ? [] : partsOf(archivePath(name)).slice(0, -1)
  for (const part of partsOf(target)) {
    if (part !== '..') steps.push(part)
    else if (steps.pop() === undefined) refuse(name)
  }
}

/** The path within a folder of the archive; as it is where it lies elsewhere, as on the real stack. */
export const withoutPrefix = (path: string, prefix: string): string => {
  const folder = partsOf(prefix).join('/')
  return folder !== '' && path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : path
}
