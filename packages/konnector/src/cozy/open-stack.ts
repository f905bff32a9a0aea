import { installLoopbackNames, isLoopbackName, type Credentials } from '@cozy-jobs/env'
import type { Logger } from '@cozy-jobs/logging'
import type { Budget } from '../run/budget.js'
import type { CozyStack } from './api.js'
import { documentBulk } from './documents/bulk.js'
import { openIndexes } from './documents/indexes.js'
import { documentReading } from './documents/read.js'
import { documentWriting } from './documents/write.js'
import { fileChange } from './files/change.js'
import { folderMaking } from './files/folders.js'
import { fileReading } from './files/read.js'
import { fileReferences } from './files/references.js'
import { fileUpload } from './files/upload.js'
import { jobCreation } from './jobs.js'
import { following } from './realtime.js'
import { askJson, createAsk, type Connection } from './request/ask.js'
import { openAuthorization } from './request/authorization.js'
import { settingsReading } from './settings.js'

/** Which Cozy, and how it is asked. */
export interface StackOptions extends Pick<Connection, 'tries' | 'firstPause' | 'now'> {
  /** The root of the Cozy. */
  url: string
  credentials: Credentials
  /** No request is tried again that would come after its end. */
  budget?: Pick<Budget, 'left'>
  /** Told of each second try; masks tokens that are renewed. */
  log?: Pick<Logger, 'debug' | 'hide'>
}

/**
 * The Cozy that a konnector works for. A name such as `cozy.localhost` in its address is loopback in this process from
 * now on.
 *
 * @example
 * const stack = openStack({ url: env.url, credentials: env.credentials })
 * const bills = await stack.documents.find('io.cozy.bills', { selector: { vendor: 'Hello' }, index: ['vendor'] })
 */
export const openStack = (options: StackOptions): CozyStack => {
  const { credentials, log, ...others } = options
  const url = new URL('/', options.url).href
  if (isLoopbackName(new URL(url).hostname)) installLoopbackNames()
  const authorization = openAuthorization({
    url,
    credentials,
    ...(log && { onSecret: secrets => log.hide(secrets) }),
    ...(options.now && { now: options.now })
  })
  const ask = createAsk({ ...others, url, authorization, ...(log && { log }) })
  const named = (request: Parameters<CozyStack['fetch']>[0]) => ({
    act: `ask for ${request.method ?? 'GET'} ${request.path.split('?')[0]}`,
    ...request
  })
  const indexOf = openIndexes(ask)
  const reading = documentReading(ask, indexOf)
  const files = fileReading(ask, indexOf)
  return {
    url,
    documents: { ...reading, ...documentWriting(ask, reading), ...documentBulk(ask, reading) },
    files: {
      ...files,
      ...fileUpload(ask),
      ...fileChange(ask),
      ...folderMaking(ask, files),
      ...fileReferences(ask)
    },
    jobs: jobCreation(ask),
    settings: settingsReading(ask),
    fetch: request => ask(named(request)),
    json: request => askJson(ask, named(request)),
    follow: following(url, authorization)
  }
}
