import { join } from 'node:path'
import { makeTemporaryFolder } from '@cozy-jobs/runner'
import type { StackOptions } from '../stack.js'

/** Where mails lie: beside the data, or for as long as the stack lives. */
export interface MailFolder {
  /** Made with the first mail. */
  path: () => Promise<string>
  /** Where it is, undefined as long as it isn't made. */
  made: () => string | undefined
  close(): Promise<void>
}

export const mailFolder = (data: NonNullable<StackOptions['data']>): MailFolder => {
  if (data !== 'memory') {
    const path = join(data.folder, 'mails')
    return { path: () => Promise.resolve(path), made: () => path, close: () => Promise.resolve() }
  }
  let making: ReturnType<typeof makeTemporaryFolder> | undefined
  let made: string | undefined
  return {
    path: async () => {
      const { path } = await (making ??= makeTemporaryFolder('mails'))
      return (made = path)
    },
    made: () => made,
    close: async () => (await making)?.remove()
  }
}
