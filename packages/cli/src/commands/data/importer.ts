import { isWritable } from '@cozy-jobs/stack/reserved-doctypes'
import type { Context } from '../../context.js'
import { connectQuiet } from '../../http/connect-quiet.js'
import { connect } from '../../http/connect.js'
import type { StackClient } from '../../http/stack-client.js'
import type { Input } from '../../registry/command.js'
import type { IMPORT_OPTIONS } from './command.js'
import { DATA_ERRORS } from './errors.js'
import { importDocuments, newCount } from './import-documents.js'
import { isMasked } from './mask-account.js'
import type { ImportReport } from './show-import.js'

type Options = Input<typeof IMPORT_OPTIONS>['options']

/** Documents of one request: a stack's work on one grows faster than its documents. */
const PORTION = 500

/** Characters of one request. */
const LARGEST = 2_000_000

/** Characters that wait, of all doctypes together: what bounds the memory. */
const WAITING = 8_000_000

/** How often it is told how far it is, in documents. */
const PROGRESS = 10_000

interface Portion {
  docs: Record<string, unknown>[]
  size: number
}

/** Sends documents in portions, each of one doctype. */
export class Importer {
  readonly report: ImportReport = { documents: {}, skipped: [], masked: 0 }
  readonly #options: Options
  readonly #context: Context
  readonly #clients = new Map<string, Promise<StackClient>>()
  readonly #portions = new Map<string, Portion>()
  #waiting = 0
  #done = 0

  constructor(options: Options, context: Context) {
    this.#options = options
    this.#context = context
  }

  /** How many have been sent. */
  get done(): number {
    return this.#done
  }

  client(scope: string): Promise<StackClient> {
    const known = this.#clients.get(scope)
    if (known) return known
    const client = this.#options['no-triggers']
      ? connectQuiet(this.#options, scope, this.#context, DATA_ERRORS.noQuiet)
      : connect(this.#options, scope, this.#context)
    this.#clients.set(scope, client)
    return client
  }

  async add(doctype: string, doc: Record<string, unknown>): Promise<void> {
    if (!isWritable(doctype)) {
      if (!this.report.skipped.includes(doctype)) this.report.skipped.push(doctype)
      return
    }
    if (isMasked(doc)) this.report.masked++
    const portion = this.#portions.get(doctype) ?? { docs: [], size: 0 }
    this.#portions.set(doctype, portion)
    const size = JSON.stringify(doc).length
    portion.docs.push(doc)
    portion.size += size
    this.#waiting += size
    if (portion.docs.length >= PORTION || portion.size >= LARGEST) await this.#send(doctype, portion)
    else if (this.#waiting >= WAITING) await this.flush()
  }

  /** Sends all that waits. */
  async flush(): Promise<void> {
    for (const [doctype, portion] of this.#portions) await this.#send(doctype, portion)
  }

  async #send(doctype: string, { docs, size }: Portion): Promise<void> {
    this.#portions.delete(doctype)
    this.#waiting -= size
    const count = (this.report.documents[doctype] ??= newCount())
    await importDocuments(await this.client(doctype), doctype, docs, count, this.#options.force)
    const before = Math.floor(this.#done / PROGRESS)
    this.#done += docs.length
    const { terminal } = this.#context
    if (Math.floor(this.#done / PROGRESS) > before) terminal.err(terminal.dim(`${this.#done} documents`))
  }
}
