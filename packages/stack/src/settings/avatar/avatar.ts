import { StoreError } from '@cozy-jobs/store'
import type { Instance } from '../../instances/api.js'

/** The content that is an instance's avatar. No file has this id: theirs are hexadecimal. */
export const AVATAR = 'avatar'

/** In place of the one before; a broken upload leaves that one. */
export const writeAvatar = async ({ files }: Instance, image: Buffer): Promise<void> => {
  await files.write(AVATAR, image)
  await files.settle(AVATAR)
}

/** Undefined where none was given. */
export const readAvatar = async ({ files }: Instance): Promise<Buffer | undefined> => {
  try {
    const chunks: Buffer[] = []
    for await (const chunk of await files.read(AVATAR)) chunks.push(chunk as Buffer)
    return Buffer.concat(chunks)
  } catch (error) {
    if (error instanceof StoreError && error.code === 'not_found') return undefined
    throw error
  }
}

/** Nothing happens where there is none. */
export const removeAvatar = async ({ files }: Instance): Promise<void> => {
  if (await files.has(AVATAR)) await files.remove(AVATAR)
}
