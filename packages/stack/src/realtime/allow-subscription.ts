import { allowsFile } from '../files/allow-file.js'
import { FileSystem } from '../files/file-system.js'
import { FILES } from '../files/tree.js'
import type { Instance } from '../instances/api.js'
import { allowsId, allowsWholeType } from '../permissions/match.js'
import type { Rule } from '../permissions/rule.js'

/** What anybody with a token may listen to. */
const OPEN = ['io.cozy.sharings.initial_sync', 'io.cozy.auth.confirmations']

/** Events around files: who may read the files may listen to them. */
const OF_FILES = ['io.cozy.files.thumbnails', 'io.cozy.notes.events']

const SETTINGS = 'io.cozy.settings'

/** A document that is stored nowhere: who may read the settings of the instance may listen to it. */
const PASSPHRASE_ID = 'io.cozy.settings.passphrase'
const INSTANCE_ID = 'io.cozy.settings.instance'

const readsFile = async (instance: Instance, rules: readonly Rule[], id: string): Promise<boolean> => {
  const files = new FileSystem(instance)
  try {
    return await allowsFile(rules, 'GET', files, await files.byId(id))
  } catch {
    return false
  }
}

/**
 * Whether the owner of these rules may listen to a doctype, or to one document of it where `id` is not ''. Asked once, at
 * SUBSCRIBE: as on the real stack, what comes later is not looked at again.
 */
export const allowsSubscription = async (
  instance: Instance,
  rules: readonly Rule[],
  { type, id }: { type: string; id: string }
): Promise<boolean> => {
  if (OPEN.includes(type)) return true
  const doctype = OF_FILES.includes(type) ? FILES : type
  if (allowsWholeType(rules, 'GET', doctype)) return true
  if (id === '') return false
  if (doctype === FILES) return readsFile(instance, rules, id)
  return allowsId(rules, 'GET', doctype, doctype === SETTINGS && id === PASSPHRASE_ID ? INSTANCE_ID : id)
}
