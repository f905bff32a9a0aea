import { FILE_ERRORS } from './errors.js'

/** A path of a Cozy without the slash at its end. Throws for what is none. */
export const cozyPath = (typed: string, act: string): string => {
  const path = typed.replace(/\/+$/, '') || '/'
  const names = path.split('/').slice(1)
  const isPath =
    typed.startsWith('/') && (path === '/' || names.every(name => !['', '.', '..'].includes(name)))
  if (!isPath) throw FILE_ERRORS.notAbsolute(act, typed)
  return path
}
