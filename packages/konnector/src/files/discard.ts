import type { CozyFile, CozyStack } from '../cozy/api.js'
import { StackError } from '../errors/stack-error.js'

interface FileWithVersions {
  included?: { id: string; type: string; attributes: { md5sum?: string } }[]
}

const versionOf = async (
  stack: CozyStack,
  { _id }: CozyFile,
  { md5sum }: CozyFile
): Promise<string | undefined> => {
  const { included = [] } = await stack.json<FileWithVersions>({ path: `/files/${encodeURIComponent(_id)}` })
  return included.find(
    ({ type, attributes }) => type === 'io.cozy.files.versions' && attributes.md5sum === md5sum
  )?.id
}

/**
 * Removes a file that turned out to be bad once it was saved. Where it had replaced another content, that one comes
 * back, as far as the Cozy still has it.
 */
export const discardFile = async (
  stack: CozyStack,
  file: CozyFile,
  replaced: CozyFile | undefined
): Promise<void> => {
  const version = replaced && (await versionOf(stack, file, replaced))
  if (version !== undefined) {
    await stack.fetch({
      method: 'POST',
      path: `/files/revert/${version.split('/').map(encodeURIComponent).join('/')}`
    })
    return
  }
  await stack.files.destroy(file._id).catch((error: unknown) => {
    if (!StackError.is(error, 'not_found')) throw error
  })
}
