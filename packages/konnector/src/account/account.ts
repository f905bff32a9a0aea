/** `io.cozy.accounts` */
export interface AccountDocument {
  _id?: string
  _rev?: string
  account_type?: string
  /** What the owner has entered: secrets among it. */
  auth?: Record<string, unknown>
  /** What the provider's OAuth has given. */
  oauth?: Record<string, unknown>
  /** What the konnector keeps from one run to the next. */
  data?: Record<string, unknown>
  state?: string | null
  twoFACode?: string | null
  folderId?: string
  defaultFolderPath?: string
  [attribute: string]: unknown
}

/** The account that a run is for. */
export interface Account {
  /** Undefined where the run was started without an account. */
  readonly id: string | undefined
  /** The document as it was last read or written; empty where there is none. Never to be logged. */
  readonly document: AccountDocument
  /** The login: `sourceAccountIdentifier` of all that is saved. */
  readonly login: string | undefined
  /** What {@link saveData} has kept. */
  getData: () => Record<string, unknown>
  /** Keeps `data` for the next runs, beside what is there; `merge: false` puts it in its place. Answers all of it. */
  saveData: (data: Record<string, unknown>, options?: { merge?: boolean }) => Promise<Record<string, unknown>>
  /** Changes attributes of the document, with what others changed meanwhile left alone. */
  update: (attributes: Partial<AccountDocument>) => Promise<AccountDocument>
  /** Reads the document anew. */
  refresh: () => Promise<AccountDocument>
}
