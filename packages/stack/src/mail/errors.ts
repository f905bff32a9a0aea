import { JobError } from '../engine/execution/job-error.js'

/** Why a mail was not written, in the words of the real stack; they are stored in its job. */
export const MAIL_ERRORS = {
  unknownMode: (mode: string) => new JobError(`Mail sent with unknown mode ${mode}`),
  noAddress: (domain: string) => new JobError(`Domain ${domain} has no email in its settings`),
  noPendingAddress: (domain: string) => new JobError(`Domain ${domain} has no pending email in its settings`),
  noSubject: () => new JobError('Missing mail subject'),
  noRecipient: () => new JobError('Missing mail recipient'),
  unknownPart: (type: string) => new JobError(`Unknown body content-type ${type}`),
  unknownTemplate: (name: string) => new JobError(`Could not find email named ${JSON.stringify(name)}`)
} as const
