import { join } from 'node:path'
import { installLoopbackNames, readJobEnv } from '@cozy-jobs/env'
import { createLogger } from '@cozy-jobs/logging'
import { openCozy } from './cozy.js'
import { startDemoProvider } from './demo-provider.js'
import { runKonnector } from './run-konnector.js'

// The build stands beside its assets, wherever a stack copies them.
const PROVIDER_PAGES = join(import.meta.dirname, 'assets/provider')

/** Whom the demo provider knows; `fixture.json` has the same. */
const DEMO_CUSTOMER = { login: 'camille', password: 'open-sesame' }

const log = createLogger()

const main = async (): Promise<void> => {
  const { url, credentials, account, fields, parameters } = readJobEnv(undefined, {
    log: message => log.info(message)
  })
  log.hide([credentials.text])
  // By hand, outside a stack, nothing else makes `cozy.localhost` known to Node.
  installLoopbackNames()
  const cozy = openCozy(url, credentials)
  const baseUrl = parameters?.['baseUrl']
  // Without the address of a real one in the manifest's parameters, the konnector brings its provider along.
  const provider =
    typeof baseUrl === 'string' ? undefined : await startDemoProvider(PROVIDER_PAGES, DEMO_CUSTOMER)
  try {
    const site = provider?.url ?? String(baseUrl)
    await runKonnector({ cozy, log, site, account: account ?? '', folder: fields['folder_to_save'] })
  } finally {
    await provider?.close()
  }
}

main().catch((error: unknown) => {
  // The message alone is the job's outcome; the line stops nothing but this run.
  log.critical(error)
  process.exitCode = 1
})
