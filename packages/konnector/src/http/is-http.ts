import type { Http } from './api.js'

/** Whether a value is a client that `createHttp` or `extend` has made: functions of `request` have no `extend`. */
export const isHttp = (value: unknown): value is Http =>
  typeof (value as Http | undefined)?.request === 'function' && 'extend' in (value as object)
