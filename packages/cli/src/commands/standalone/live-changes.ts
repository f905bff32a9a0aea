import { isOwnOfStack, type DocumentChange, type Harness } from '@cozy-jobs/fixtures'
import { showDocument } from '../../diff/show-changes.js'
import type { Terminal } from '../../terminal/terminal.js'
import { sizeText } from '../../terminal/size-text.js'
import { maskAccount } from '../data/mask-account.js'

const FILES = 'io.cozy.files'

/** Of one doctype: more would hide how the run goes. */
const SHOWN = 30

type Doc = NonNullable<DocumentChange['after']>

interface Shown {
  terminal: Terminal
  /** Show each, not the first 30 of a doctype. */
  all: boolean
}

const VERBS = { CREATED: 'created', UPDATED: 'updated', DELETED: 'deleted' } as const

/** The stack seals the secrets of an account when it is first read: nobody has changed it. */
export const isNews = ({
  doctype,
  verb,
  before,
  after
}: Pick<DocumentChange, 'doctype' | 'verb' | 'before' | 'after'>) => {
  if (doctype !== 'io.cozy.accounts' || verb !== 'updated') return true
  const text = ({ _rev, auth: _auth, ...rest }: Record<string, unknown> = {}) => JSON.stringify(rest)
  return text(before) !== text(after)
}

/** Shows each document and each file the moment it is written. */
export const followChanges = async (
  { stack, instance }: Pick<Harness, 'stack' | 'instance'>,
  { terminal, all }: Shown
): Promise<{ stop: () => void }> => {
  const { docs } = await instance.documents.find(FILES, { selector: { type: 'directory' }, limit: 100_000 })
  const paths = new Map(docs.map(doc => [doc['_id'] as string, String(doc['path'])]))
  const counts = new Map<string, number>()
  const pathOf = ({ dir_id, name }: Doc): string =>
    `${(paths.get(String(dir_id)) ?? '').replace(/\/$/, '')}/${String(name)}`

  const stop = stack.store.onChange(change => {
    const { prefix, doctype, doc } = change
    if (prefix !== instance.prefix || isOwnOfStack(doctype)) return
    if (doctype === FILES && doc['type'] === 'directory') paths.set(doc._id, String(doc['path']))
    const before = change.verb === 'CREATED' ? undefined : change.before
    const verb = VERBS[change.verb]
    if (!isNews({ doctype, verb, ...(before && { before }), after: doc })) return
    const count = (counts.get(doctype) ?? 0) + 1
    counts.set(doctype, count)
    if (!all && count > SHOWN) {
      if (count === SHOWN + 1) terminal.out(terminal.dim(`${doctype}: more follow; --all shows them`))
      return
    }
    if (doctype === FILES) return terminal.out(fileLine(verb, doc, before, pathOf(doc), terminal))
    const masked = (document: Doc) => maskAccount(doctype, document)
    terminal.out(
      `${terminal.bold(doctype)}\n${showDocument(
        {
          doctype,
          id: doc._id,
          verb,
          ...(before && { before: masked(before) }),
          ...(verb !== 'deleted' && { after: masked(doc) })
        },
        terminal
      )}`
    )
  })
  return { stop }
}

const fileLine = (
  verb: DocumentChange['verb'],
  doc: Doc,
  before: Doc | undefined,
  path: string,
  { bold, dim, green, yellow, red }: Terminal
): string => {
  const paint = { created: green, updated: yellow, deleted: red }[verb]
  const sign = { created: '+', updated: '~', deleted: '-' }[verb]
  const what =
    doc['type'] === 'directory'
      ? 'directory'
      : before && before['md5sum'] === doc['md5sum']
        ? 'same content'
        : `${sizeText(Number(doc['size'] ?? 0))}, ${String(doc['mime'])}`
  return `${bold(FILES)}\n${paint(`  ${sign} ${path}`)} ${dim(what)}`
}
