import type { Notification } from '../balance/notification.js'
import type { Account, BankSettings, Operation, Recurrence } from '../bank/documents.js'
import type { Ledger } from './ledger.js'

interface Contents {
  operations?: Operation[]
  accounts?: Account[]
  recurrences?: Recurrence[]
  settings?: BankSettings
}

type Document = { _id: string; _rev?: string }

/** Documents with revisions, as a stack keeps them: a write that rests on an old one is refused. */
class Shelf<T extends Document> {
  readonly documents = new Map<string, T>()

  constructor(documents: T[]) {
    for (const document of documents)
      this.documents.set(document._id, { ...document, _rev: document._rev ?? '1-0' })
  }

  all(): T[] {
    return structuredClone([...this.documents.values()])
  }

  save(documents: T[]): string[] {
    return documents.flatMap(document => {
      if (this.documents.get(document._id)?._rev !== document._rev) return [document._id]
      const generation = Number.parseInt(document._rev ?? '0', 10) + 1
      this.documents.set(document._id, structuredClone({ ...document, _rev: `${generation}-0` }))
      return []
    })
  }
}

/** A ledger without a stack, which remembers what was asked of it. */
export class InMemoryLedger implements Ledger {
  readonly notifications: Notification[] = []
  readonly started: string[] = []
  /** One line for each write: the doctype's last word and the number of documents. */
  readonly writes: string[] = []
  /** Set to make the next write of operations meet a change by somebody else. */
  beforeSave: (() => void) | undefined
  allowed = true
  readonly #operations: Shelf<Operation>
  readonly #accounts: Shelf<Account>
  readonly #recurrences: Shelf<Recurrence>
  readonly #settings: Shelf<BankSettings>

  constructor({ operations = [], accounts = [], recurrences = [], settings }: Contents) {
    this.#operations = new Shelf(operations)
    this.#accounts = new Shelf(accounts)
    this.#recurrences = new Shelf(recurrences)
    this.#settings = new Shelf(settings ? [settings] : [])
  }

  operations = async () => this.#operations.all()
  accounts = async () => this.#accounts.all()
  recurrences = async () => this.#recurrences.all()
  settings = async () => this.#settings.all()[0]

  operation(id: string): Operation | undefined {
    return this.#operations.documents.get(id)
  }

  /** A write by somebody else: the connector, the owner. */
  put(operation: Operation): void {
    this.#operations.save([{ ...this.operation(operation._id), ...operation }])
  }

  putAccount(account: Account): void {
    const stored = this.#accounts.documents.get(account._id)
    this.#accounts.save([{ ...stored, ...account }])
  }

  async saveOperations(operations: Operation[]): Promise<string[]> {
    this.beforeSave?.()
    this.writes.push(`operations ${operations.length}`)
    return this.#operations.save(operations)
  }

  async saveRecurrences(recurrences: Recurrence[]): Promise<string[]> {
    this.writes.push(`recurrence ${recurrences.length}`)
    return this.#recurrences.save(recurrences)
  }

  async saveSettings(settings: BankSettings): Promise<boolean> {
    this.writes.push('settings 1')
    return this.#settings.save([settings]).length === 0
  }

  async notify(notification: Notification): Promise<boolean> {
    if (this.allowed) this.notifications.push(notification)
    return this.allowed
  }

  async startService(name: string): Promise<boolean> {
    if (this.allowed) this.started.push(name)
    return this.allowed
  }
}
