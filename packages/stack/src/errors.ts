interface LockedFolder {
  folder: string
  /** Who has it, such as `process 4711`, where that is known. */
  owner?: string
}

/** Every mistake that stops a stack from starting, or a part of it from doing what was asked: code, message. */
const MESSAGES = {
  port_taken: ({ port, option }: { port: number; option: string }) =>
    `Failed to listen on port ${port}: it is taken. Give another with ${option}, or end the process that has it.`,
  port_forbidden: ({ port, option }: { port: number; option: string }) =>
    `Failed to listen on port ${port}: this user may not. Give one above 1023 with ${option}.`,
  port_invalid: ({ port, option }: { port: number; option: string }) =>
    `Failed to listen on port ${port}: it is no port. Give one from 0 to 65535 with ${option}.`,
  data_locked: ({ folder, owner = 'another process' }: LockedFolder) =>
    `Failed to open ${folder}: ${owner} has it. Give another folder with --data, or end that process.`,
  files_locked: ({ folder, owner = 'another process' }: LockedFolder) =>
    `Failed to open ${folder}: ${owner} keeps its files there. Give another folder with --fs-url, or end that process.`,
  data_unavailable: ({ reason }: { reason: string }) =>
    `${reason} To keep the documents in the data folder, start with --couchdb-url= instead.`,
  admin_secret_invalid: ({ reason }: { reason: string }) =>
    `Failed to read the passphrase of the admin port: ${reason}. Write the file with "cozy-stack config passwd FILE".`,
  domain_invalid: ({ domain }: { domain: string }) =>
    `Failed to make the instance "${domain}": it is no domain. Give one such as cozy.localhost:8080.`,
  domain_taken: ({ domain }: { domain: string }) =>
    `Failed to make the instance "${domain}": there is one already. Give another domain, or destroy that one.`,
  domain_unknown: ({ domain }: { domain: string }) =>
    `Failed to find the instance "${domain}": there is none. Make it, or see those that are there.`
} as const

export type StackErrorCode = keyof typeof MESSAGES

type Details<Code extends StackErrorCode> = Parameters<(typeof MESSAGES)[Code]>[0]

/** A person's mistake, with a message for that person: what failed, why, what to do. */
export class StackError extends Error {
  readonly code: StackErrorCode

  constructor(code: 'port_taken' | 'port_forbidden' | 'port_invalid', details: Details<'port_taken'>)
  constructor(code: 'data_locked' | 'files_locked', details: Details<'data_locked'>)
  constructor(code: 'data_unavailable' | 'admin_secret_invalid', details: Details<'data_unavailable'>)
  constructor(code: 'domain_invalid' | 'domain_taken' | 'domain_unknown', details: Details<'domain_taken'>)
  constructor(
    code: StackErrorCode,
    details: { port: number; option: string } & LockedFolder & { domain: string } & { reason: string }
  ) {
    super(MESSAGES[code](details))
    this.name = 'StackError'
    this.code = code
  }
}
