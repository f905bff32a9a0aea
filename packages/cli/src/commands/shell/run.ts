import { DEV_CONFIG, readDevConfig } from '@cozy-jobs/fixtures'
import { createMasker } from '@cozy-jobs/logging'
import type { CheerioAPI } from 'cheerio'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { ERRORS, EXIT } from '../../errors.js'
import { knownSecrets } from '../../konnector/known-secrets.js'
import { readJobManifest } from '../../job/job-manifest.js'
import type { Run } from '../../registry/command.js'
import { startShell } from './feed-lines.js'
import { openHistory } from './history.js'
import { showValue } from './show-value.js'

// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- the command has no options of its own
export const run: Run<{}> = async ({ args }, context) => {
  const { terminal, cwd, env, signal, input = process.stdin } = context
  const [page] = args
  const file = page === undefined ? undefined : resolve(cwd, page)
  if (file !== undefined && !existsSync(file)) {
    throw ERRORS.noSuchFile('open the shell', `there is no file ${page}`, 'Give a page that was saved.')
  }
  const config = existsSync(join(cwd, DEV_CONFIG)) ? await readDevConfig(cwd) : {}
  const { secrets } = knownSecrets(config, readJobManifest(join(cwd, 'manifest.konnector')))
  const history = openHistory(env, secrets)
  const mask = createMasker(secrets)
  const { openSession } = await import('./session.js')
  // Before the first line is read.
  const saved = file === undefined ? {} : await openPage(file)
  const { server, lines } = startShell({
    input: input,
    write: text => void terminal.bytes(Buffer.from(text)),
    color: terminal.color,
    columns: terminal.columns,
    // A screen is shared, and copied into issues.
    show: value => mask(showValue(value, terminal.color))
  })
  openSession(config, server.context, line => terminal.err(terminal.dim(line)))
  Object.assign(server.context, saved)
  const isTerminal = Boolean((input as NodeJS.ReadStream).isTTY)
  const before = isTerminal ? (await history.read()).reverse() : []
  // Node keeps the newest first; it is not asked to write them, since it writes all.
  const kept = server as unknown as { history?: string[] }
  if (isTerminal) kept.history = [...before]
  const stop = (): void => server.close()
  signal.addEventListener('abort', stop, { once: true })
  await once(server, 'exit')
  signal.removeEventListener('abort', stop)
  const typed = isTerminal
    ? (kept.history ?? []).slice(0, Math.max(0, (kept.history?.length ?? 0) - before.length)).reverse()
    : lines
  await history.add(typed)
  return EXIT.done
}

const openPage = async (file: string): Promise<{ $: CheerioAPI; response: { body: string } }> => {
  const { load } = await import('cheerio')
  const body = await readFile(file, 'utf8')
  return { $: load(body), response: { body } }
}
