import { statSync } from 'node:fs'
import { homedir } from 'node:os'
import { GeneratorError } from '../errors.js'

const ownerOf = (folder: string): number | undefined => {
  try {
    return statSync(folder).uid
  } catch {
    return undefined
  }
}

const notAllowed = (folder: string, user: number | undefined = process.getuid?.()): string => {
  const owner = ownerOf(folder)
  if (owner === 0 && user !== 0 && homedir() === '/root') {
    return `yo gives up the rights of root, and ${folder} is root's. Run "npx generator-cozy" instead, which keeps them, or run yo as the user who owns a folder of their own`
  }
  return `you may not write into ${folder}. Choose another folder, or run it as the folder's owner`
}

const reasonOf = (error: NodeJS.ErrnoException, folder: string): string => {
  switch (error.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return `the disk of ${folder} is full. Make room, and start again`
    case 'EROFS':
      return `${folder} can only be read. Choose another folder`
    case 'EACCES':
    case 'EPERM':
      return notAllowed(folder)
    case 'ENOTDIR':
      return `a file stands where a folder of ${folder} should be. Choose another name`
    case 'ENAMETOOLONG':
      return `the path ${folder} is too long for this disk. Choose a shorter name`
    default:
      return `${error.message}. See whether ${folder} can be written to, and start again`
  }
}

/** What a failure of the file system means to the person; the tree is as it was. */
export const writeError = (act: string, error: unknown, folder: string): GeneratorError =>
  error instanceof GeneratorError
    ? error
    : new GeneratorError(
        `Failed to ${act}: ${reasonOf(error as NodeJS.ErrnoException, folder)}. Nothing was written.`
      )

export const stoppedError = (act: string): GeneratorError =>
  new GeneratorError(
    `Failed to ${act}: it was stopped. Nothing was written; start it again when you like.`,
    130
  )
