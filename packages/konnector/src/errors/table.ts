/** One code that a run may end with. */
export interface ErrorEntry {
  /** What has happened, in one sentence. */
  meaning: string
  /** What whoever reads it should do. */
  advice: string
  /** Whether Cozy's own apps have words of their own for the owner; the others are shown as an unknown error. */
  shown: boolean
  /** Whether the stack runs the konnector a second time at once: where that cannot help, the line says `no_retry`. */
  retried: boolean
  /** Whether the account's automatic runs stop until the owner starts one by hand. The stack decides by the code. */
  stopsAutomaticRuns: boolean
}

const entry = (
  meaning: string,
  advice: string,
  { shown = true, retried = false, stopsAutomaticRuns = false }: Partial<ErrorEntry> = {}
): ErrorEntry => ({ meaning, advice, shown, retried, stopsAutomaticRuns })

const FOR_THE_OWNER = { stopsAutomaticRuns: true } as const
const ANOTHER_TRY = { retried: true } as const
const FOR_THE_DEVELOPER = { shown: false } as const

const LOGIN = {
  LOGIN_FAILED: entry(
    'The provider refuses the login or the password.',
    'The owner corrects them in the account.',
    FOR_THE_OWNER
  ),
  'LOGIN_FAILED.NEEDS_SECRET': entry(
    'The provider asks for one thing more than the account has.',
    'The owner adds it to the account.',
    FOR_THE_OWNER
  ),
  'LOGIN_FAILED.TOO_MANY_ATTEMPTS': entry(
    'The provider has blocked the login after too many attempts.',
    "The owner waits, or unblocks it on the provider's site.",
    FOR_THE_OWNER
  ),
  CHALLENGE_ASKED: entry(
    'The provider asks for a second factor or a proof that the konnector does not know.',
    'The developer adds it: see waitForTwoFaCode and solveCaptcha.'
  ),
  CAPTCHA_RESOLUTION_FAILED: entry(
    'The captcha could not be solved.',
    'Start the konnector again later; look at the key of the captcha service in its parameters.'
  ),
  'CAPTCHA_RESOLUTION_FAILED.TIMEOUT': entry(
    'The captcha was not solved in time.',
    'Start the konnector again later, or give solveCaptcha a longer timeout.'
  )
}

const OWNER = {
  USER_ACTION_NEEDED: entry(
    "The owner has to do something on the provider's site.",
    'The owner signs in there and follows what it says.',
    FOR_THE_OWNER
  ),
  'USER_ACTION_NEEDED.OAUTH_OUTDATED': entry(
    'The access that the owner has granted at the provider has ended.',
    'The owner connects the account again.',
    FOR_THE_OWNER
  ),
  'USER_ACTION_NEEDED.ACCOUNT_REMOVED': entry(
    'The provider no longer has this account.',
    'The owner removes the account, or signs up again.',
    FOR_THE_OWNER
  ),
  'USER_ACTION_NEEDED.CHANGE_PASSWORD': entry(
    'The provider asks for a new password.',
    "The owner changes it on the provider's site, then in the account.",
    FOR_THE_OWNER
  ),
  'USER_ACTION_NEEDED.PERMISSIONS_CHANGED': entry(
    'The rights of the login have changed at the provider.',
    'The owner grants them there again.',
    FOR_THE_OWNER
  ),
  'USER_ACTION_NEEDED.CGU_FORM': entry(
    'The provider has new terms to accept.',
    "The owner accepts them on the provider's site. Automatic runs go on: they may be accepted there.",
    { stopsAutomaticRuns: false }
  ),
  'USER_ACTION_NEEDED.SCA_REQUIRED': entry(
    'The provider asks for a strong authentication.',
    'The owner starts the konnector by hand and confirms.',
    FOR_THE_OWNER
  ),
  'USER_ACTION_NEEDED.TWOFA_EXPIRED': entry(
    'A code was asked for and nobody gave it in time, or nobody was there to be asked.',
    'The owner starts the konnector by hand and enters the code.',
    FOR_THE_OWNER
  ),
  'USER_ACTION_NEEDED.WEBAUTH_REQUIRED': entry(
    "The owner has to sign in on the provider's own page.",
    'The owner connects the account again.',
    FOR_THE_OWNER
  ),
  'USER_ACTION_NEEDED.WRONG_TWOFA_CODE': entry(
    'The code that the owner has entered is wrong.',
    'The owner starts the konnector by hand and enters the new code.',
    FOR_THE_OWNER
  ),
  TERMS_VERSION_MISMATCH: entry(
    'The konnector has new terms.',
    'The owner accepts them where the account is set up.'
  ),
  TOS_NOT_ACCEPTED: entry(
    'The owner has not accepted the new terms of the Cozy.',
    'The owner opens the Cozy and accepts them.',
    FOR_THE_DEVELOPER
  )
}

const PROVIDER = {
  VENDOR_DOWN: entry(
    "The provider's site does not answer, or not as a site does.",
    'Nothing: the next run tries again.',
    ANOTHER_TRY
  ),
  'VENDOR_DOWN.BANK_DOWN': entry(
    "The bank's site does not answer.",
    'Nothing: the next run tries again.',
    ANOTHER_TRY
  ),
  'VENDOR_DOWN.LINXO_DOWN': entry(
    'The aggregator of the bank does not answer.',
    'Nothing: the next run tries again.',
    ANOTHER_TRY
  ),
  MAINTENANCE: entry('The provider maintains its site.', 'Nothing: the next run tries again.', ANOTHER_TRY),
  INVALID_FORM: entry(
    'The form to sign in is not where it was.',
    'The developer looks at the page of the provider: its HTML has changed.',
    FOR_THE_DEVELOPER
  ),
  UNKNOWN_PARSING_STRATEGY: entry(
    'signin was told to parse the answer in a way that it does not know.',
    'The developer gives cheerio, json or raw.',
    FOR_THE_DEVELOPER
  )
}

const FILES = {
  NOT_EXISTING_DIRECTORY: entry(
    'The folder that the files should go to is not there any more.',
    'The owner chooses another one in the account.'
  ),
  FILE_DOWNLOAD_FAILED: entry(
    'A file could not be fetched from the provider.',
    'Nothing: the next run tries again.',
    ANOTHER_TRY
  ),
  SAVE_FILE_FAILED: entry('A file could not be saved.', 'Nothing: the next run tries again.', ANOTHER_TRY),
  BAD_DOWNLOADED_FILE: entry(
    'What the provider sent is not the file that was expected: empty, cut, or of another kind.',
    'The developer looks at the address of the file, and at what the provider sends there.',
    { ...FOR_THE_DEVELOPER, ...ANOTHER_TRY }
  ),
  DISK_QUOTA_EXCEEDED: entry('The Cozy is full.', 'The owner removes files, or asks for more room.')
}

const RUN = {
  CANNOT_FIND_ACCOUNT: entry(
    'The account that the run is for is not there.',
    'The owner sets the account up again. For a developer: look at "account" in COZY_FIELDS.',
    FOR_THE_DEVELOPER
  ),
  TIMEOUT: entry(
    'A part of the run took longer than it may.',
    'The developer looks at what takes so long; the next run goes on from there.',
    { ...FOR_THE_DEVELOPER, ...ANOTHER_TRY }
  ),
  COZY_DOWN: entry(
    'The Cozy did not answer, though it was asked several times.',
    'Nothing: what was saved so far is safe, the next run goes on.',
    { ...FOR_THE_DEVELOPER, ...ANOTHER_TRY }
  ),
  COZY_REFUSES: entry(
    'The Cozy refuses something that the konnector asks for.',
    'The developer looks at the permissions in manifest.konnector; the owner updates the konnector.',
    FOR_THE_DEVELOPER
  ),
  UNKNOWN_ERROR: entry('Something unexpected has happened.', 'The developer looks at the log.', ANOTHER_TRY),
  'UNKNOWN_ERROR.PARTIAL_SYNC': entry(
    'The time of the run was over before everything was fetched; what was fetched is saved.',
    'Nothing: the next run goes on.',
    ANOTHER_TRY
  )
}

/** The groups of the table, by their headings in its documentation. */
export const ERROR_GROUPS = {
  'Signing in': LOGIN,
  'What the owner has to do': OWNER,
  'The provider': PROVIDER,
  'Files and folders': FILES,
  'The run': RUN
} as const

/** Every code that a run may end with. `docs/reference/konnector-errors.md` is made from it. */
export const ERROR_TABLE = { ...LOGIN, ...OWNER, ...PROVIDER, ...FILES, ...RUN }

/** A code of the table. */
export type ErrorCode = keyof typeof ERROR_TABLE

/**
 * The entry of a code. A code that the table lacks is taken for the longest part of it that the table has:
 * `LOGIN_FAILED.ANYTHING` for `LOGIN_FAILED`.
 */
export const errorEntry = (code: string): ErrorEntry | undefined => {
  const entries: Readonly<Record<string, ErrorEntry>> = ERROR_TABLE
  const parts = code.split('.')
  for (let length = parts.length; length > 0; length--) {
    const found = parts.slice(0, length).join('.')
    if (Object.hasOwn(entries, found)) return entries[found]
  }
  return undefined
}

/** Where a code is explained: an address inside the repository's documentation. */
export const errorAnchor = (code: ErrorCode): string =>
  `docs/reference/konnector-errors.md#${code.toLowerCase().replace(/[^\w-]/g, '')}`
