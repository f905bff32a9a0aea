import type { Document } from '@cozy-jobs/store'
import type { Instance } from '../instances/api.js'

export const SETTINGS = 'io.cozy.settings'

export const INSTANCE_SETTINGS_ID = 'io.cozy.settings.instance'

/** The settings that their owner may change: e-mail address and public name. */
export const createSettings = (instance: Instance): Promise<Document> =>
  instance.documents.put(SETTINGS, {
    _id: INSTANCE_SETTINGS_ID,
    email: instance.email,
    public_name: instance.publicName
  })
