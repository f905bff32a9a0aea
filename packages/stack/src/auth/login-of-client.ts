import type { Instance } from '../instances/api.js'
import { hostOf } from '../instances/addresses.js'

/** Whether somebody logs in only to give an OAuth client its permissions: their session is a short one. */
export const isLoginOfClient = (instance: Instance, redirect: string): boolean => {
  if (!URL.canParse(redirect)) return false
  const { host, pathname, searchParams } = new URL(redirect)
  return (
    host === hostOf(instance) &&
    pathname === '/auth/authorize' &&
    !searchParams.getAll('scope').includes('login')
  )
}
