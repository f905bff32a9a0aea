import type { Document } from '@cozy-jobs/store'
import type { Instance } from '../instances/api.js'

export const SETTINGS = 'io.cozy.settings'

export const INSTANCE_SETTINGS_ID = 'io.cozy.settings.instance'

/** The settings that their owner may change: e-mail address, public name and what else an instance is made with. */
export const createSettings = (
  instance: Instance,
  settings: Readonly<Record<string, unknown>> = {}
): Promise<Document> =>
  instance.documents.put(SETTINGS, {
    ...settings,
    _id: INSTANCE_SETTINGS_ID,
    email: instance.email,
    public_name: instance.publicName
  })

export const readSettings = ({ documents }: Instance): Promise<Document> =>
  documents.get(SETTINGS, INSTANCE_SETTINGS_ID)

/** How mails and pages call the owner: their public name, or the first part of the domain. */
export const publicNameOf = (instance: Instance, settings: Readonly<Record<string, unknown>>): string =>
  typeof settings.public_name === 'string' && settings.public_name !== ''
    ? settings.public_name
    : (instance.domain.split('.')[0] ?? '')
