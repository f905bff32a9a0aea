import type { Instance } from '../instances/api.js'

/** Whether an instance is as most are, and nothing of this is to be loaded. */
export const isInOrder = ({ details: { blocked, deleting, tos_latest } }: Instance): boolean =>
  blocked !== true && deleting !== true && tos_latest === undefined
