import type { Notification } from '../balance/notification.js'
import type { Account, BankSettings, Operation, Recurrence } from '../bank/documents.js'

/** What the app asks of a Cozy: the only way in and out of its core. */
export interface Ledger {
  /** All of them; in no order. */
  operations(): Promise<Operation[]>
  accounts(): Promise<Account[]>
  recurrences(): Promise<Recurrence[]>
  settings(): Promise<BankSettings | undefined>
  /** One bulk write; the ids of those that somebody else has changed meanwhile, which stay as they are. */
  saveOperations(operations: Operation[]): Promise<string[]>
  saveRecurrences(recurrences: Recurrence[]): Promise<string[]>
  /** False where somebody else has changed them meanwhile. */
  saveSettings(settings: BankSettings): Promise<boolean>
  /** False where the stack does not let this program notify: it is tried outside the installed app. */
  notify(notification: Notification): Promise<boolean>
  /** Starts another service of this app; false where the stack does not let this program do so. */
  startService(name: string): Promise<boolean>
}

/** What a run says of itself: lines for the job's log. */
export interface Journal {
  info(message: string): void
  warning(message: string): void
}
