import { installLoopbackNames } from '@cozy-jobs/env'
import { startStack } from '@cozy-jobs/stack'
import { OwnerBrowser } from '../clients/owner-browser.js'

type Doc = Record<string, unknown>

/** A Cozy in memory, and its owner. */
export interface OpenCozy {
  url: string
  /** Options of a command. */
  target: string[]
  /** Agrees, once, to the link that a command has shown. */
  consent: (shown: string) => void
  /** Makes the trigger of a konnector. Answers its id. */
  addTrigger(message: object): Promise<string>
  /** Waits for the job of a trigger. Answers what the stack has said meanwhile. @throws where it has failed */
  ran(trigger: string): Promise<string>
  documents(doctypes: readonly string[]): Promise<(readonly [string, Doc])[]>
  close(): Promise<void>
}

/** Starts it, with the account of a konnector. */
export const openCozy = async (account: Doc & { _id: string }): Promise<OpenCozy> => {
  installLoopbackNames()
  const lines: string[] = []
  const stack = await startStack({ port: 0, adminPort: 0, data: 'memory', log: line => lines.push(line) })
  const instance = stack.instances.get(stack.domain)!
  await instance.documents.put('io.cozy.accounts', account)
  const owner = new OwnerBrowser(stack.url.replace(/\/$/, ''))
  let agreed = false
  return {
    url: stack.url,
    target: ['--domain', stack.domain, '--admin-port', new URL(stack.adminUrl).port],
    consent(shown) {
      const link = /^ {2}(http\S+)\n/m.exec(shown)?.[1]
      if (agreed || link === undefined) return
      agreed = true
      void owner.accept(link).then(back => fetch(back))
    },
    async addTrigger(message) {
      const { _id } = await stack.engine.triggers.create(instance, {
        type: '@cron',
        arguments: '0 30 4 1 * *',
        worker: 'konnector',
        message
      })
      return _id
    },
    async ran(trigger) {
      await stack.engine.idle()
      const { status, last_error } = await stack.engine.triggers.state(instance, trigger)
      if (status !== 'done') throw new Error(`it is ${status}: ${last_error ?? ''}`)
      return lines.join('\n')
    },
    async documents(doctypes) {
      const found = await Promise.all(
        doctypes.map(async doctype => {
          const { rows } = await instance.documents.list(doctype, { include_docs: true })
          return rows.flatMap(({ doc }) =>
            doc && !doc._id.startsWith('_design/') ? [[doctype, doc as Doc] as const] : []
          )
        })
      )
      return found.flat()
    },
    close: () => stack.close()
  }
}
