import { randomUUID } from 'node:crypto'
import { StoreError, type Document, type Draft } from '@cozy-jobs/store'
import type { Instance } from '../../instances/api.js'
import { SETTINGS } from '../instance-settings.js'

const VAULT_SETTINGS_ID = 'io.cozy.settings.bitwarden'

/** The keys of the vault as a client has made and sealed them: the stack keeps them, and can open none. */
export interface VaultKeys {
  key?: string
  publicKey?: string
  privateKey?: string
}

const find = async ({ documents }: Instance): Promise<Document | undefined> => {
  try {
    return await documents.get(SETTINGS, VAULT_SETTINGS_ID)
  } catch (error) {
    if (error instanceof StoreError && error.code === 'not_found') return undefined
    throw error
  }
}

const write = async (instance: Instance, fields: Draft, now: Date): Promise<void> => {
  const date = now.toISOString()
  for (;;) {
    const before = await find(instance)
    const cozyMetadata = before?.cozyMetadata ?? { doctypeVersion: '1', metadataVersion: 1, createdAt: date }
    const draft = {
      ...before,
      ...fields,
      _id: VAULT_SETTINGS_ID,
      cozyMetadata: { ...cozyMetadata, updatedAt: date }
    }
    try {
      await instance.documents.put(SETTINGS, draft)
      return
    } catch (error) {
      if (!(error instanceof StoreError) || error.code !== 'conflict') throw error
    }
  }
}

/** What clients of the vault read of a new passphrase, by the names of the real stack. */
export const noteNewPassphrase = (
  instance: Instance,
  { kdfIterations, key, publicKey, privateKey }: VaultKeys & { kdfIterations: number },
  now: Date
): Promise<void> =>
  write(
    instance,
    {
      passphrase_kdf_iterations: kdfIterations,
      security_stamp: randomUUID(),
      ...(key && { key }),
      ...(publicKey && privateKey && { public_key: publicKey, private_key: privateKey })
    },
    now
  )

/** '' where the owner has left none. */
export const readHint = async (instance: Instance): Promise<string> => {
  const hint = (await find(instance))?.passphrase_hint
  return typeof hint === 'string' ? hint : ''
}

export const writeHint = (instance: Instance, hint: string, now: Date): Promise<void> =>
  write(instance, { passphrase_hint: hint }, now)
