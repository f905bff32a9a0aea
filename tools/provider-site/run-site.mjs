import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'

/**
 * Starts a site by hand until Ctrl-C: `--port`, `--login`, and what else it takes. The password comes from the
 * environment, so that it stands in no list of processes; without one it is drawn and told.
 *
 * @param {string} usage
 * @param {Record<string, import('node:util').ParseArgsOptionConfig>} options
 * @param {(values: Record<string, any>, account: { login: string, password: string }) => Promise<{ url: string, close(): Promise<void> }>} start
 */
export const runSite = async (usage, options, start) => {
  let values
  try {
    values = parseArgs({
      options: {
        port: { type: 'string' },
        login: { type: 'string', default: 'camille@example.org' },
        help: { type: 'boolean', short: 'h' },
        ...options
      }
    }).values
  } catch (error) {
    process.stderr.write(`Failed to start the site: ${error.message}\n${usage}\n`)
    process.exitCode = 2
    return
  }
  if (values.help) {
    process.stdout.write(`${usage}\n`)
    return
  }
  const given = process.env.SITE_PASSWORD
  const account = { login: values.login, password: given || randomBytes(9).toString('base64url') }
  const site = await start(values, account)
  const words = given ? 'the password in SITE_PASSWORD' : `the password ${account.password}`
  process.stdout.write(`${site.url} is open: sign in as ${account.login} with ${words}. Ctrl-C ends it.\n`)
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void site.close())
}
