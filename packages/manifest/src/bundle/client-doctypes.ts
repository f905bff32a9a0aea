/**
 * The doctypes that the code of cozy-client 60 and of what it brings along names, and the beginnings of those that it
 * puts together; a test compares this list with the installed client. Their presence in a bundle says nothing of the job.
 */
const CLIENT_DOCTYPES: ReadonlySet<string> = new Set([
  'io.cozy.',
  'io.cozy.accounts',
  'io.cozy.ai.chat.assistants',
  'io.cozy.apps',
  'io.cozy.apps_registry',
  'io.cozy.archives',
  'io.cozy.bank.operations',
  'io.cozy.client.cli',
  'io.cozy.contacts',
  'io.cozy.files',
  'io.cozy.files.encryption',
  'io.cozy.files.metadata',
  'io.cozy.files.shortcuts',
  'io.cozy.flagship.mobile',
  'io.cozy.jobs',
  'io.cozy.konnectors',
  'io.cozy.notes',
  'io.cozy.notes.documents',
  'io.cozy.notes.url',
  'io.cozy.oauth.clients',
  'io.cozy.permissions',
  'io.cozy.photos.albums',
  'io.cozy.remote.nextcloud.files',
  'io.cozy.settings',
  'io.cozy.settings.',
  'io.cozy.settings.bitwarden',
  'io.cozy.settings.capabilities',
  'io.cozy.settings.context',
  'io.cozy.settings.flags',
  'io.cozy.settings.instance',
  'io.cozy.sharings',
  'io.cozy.sharings.members',
  'io.cozy.terms',
  'io.cozy.timeseries.',
  'io.cozy.triggers'
])

/** A bundle that names so many of them holds the client; a job's own code hardly does. */
const ENOUGH = 12

/** Whether cozy-client itself names a doctype, or a beginning of one. */
export const isClientDoctype = (name: string): boolean => CLIENT_DOCTYPES.has(name)

/** Whether these texts are those of a bundle that holds cozy-client. */
export const namesClientDoctypes = (texts: readonly string[]): boolean =>
  new Set(texts.filter(isClientDoctype)).size >= ENOUGH
