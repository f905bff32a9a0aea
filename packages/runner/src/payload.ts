import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Bytes. Linux refuses a variable of more than 128 KiB; the real stack draws the line here. */
export const LARGEST_PAYLOAD_IN_ENVIRONMENT = 100_000

const FILE_NAME = 'cozy_payload.json'

/** The value of `COZY_PAYLOAD`: the payload itself, or `@` and the name of the file that now holds it. */
export const writePayload = async (payload: string, folder: string): Promise<string> => {
  if (Buffer.byteLength(payload) <= LARGEST_PAYLOAD_IN_ENVIRONMENT) return payload
  await writeFile(join(folder, FILE_NAME), payload, { mode: 0o640 })
  return `@${FILE_NAME}`
}
