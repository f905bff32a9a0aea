/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-member-access -- see real-clients.ts */
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HERE } from '../conformance/read-scenarios.mjs'
import { call, startStackProcess } from '../stack-process/stack-process.mjs'
import { CozyClient, CozyStackClient } from './real-clients.js'

/** A stack in a process of its own, and real clients that speak with it. */
export interface ClientStack {
  uri: string
  token(audience: string, of: string): Promise<string>
  /** The client of an app or a command with a token; `schema` tells of relationships. */
  client(token: string, schema?: object, options?: object): any
  stackClient(token: string): any
  /** A change by the administration, on its own port. */
  administer(method: string, path: string, json: unknown): Promise<void>
  /** From a folder as the command line does, with the recorded demo apps; ends when they are there. */
  install(kind: 'apps' | 'konnectors', slug: string): Promise<void>
  stop(): Promise<void>
}

const TOKEN_QUERY: Record<string, string> = { cli: 'Scope', app: 'Subject', konnector: 'Subject' }

export const startClientStack = async (): Promise<ClientStack> => {
  const stack = await startStackProcess({ args: ['--memory', '--email', 'a@b.c', '--public-name', 'Owner'] })
  const folder = mkdtempSync(join(tmpdir(), 'clients-'))
  const uri = `http://${stack.domain}`
  const token: ClientStack['token'] = async (audience, of) => {
    const query = { Domain: stack.domain, Audience: audience, [TOKEN_QUERY[audience] ?? 'Subject']: of }
    const asked = `/instances/token?${new URLSearchParams(query).toString()}`
    return (await call(`127.0.0.1:${stack.adminPort}`, 'POST', asked)).text
  }
  return {
    uri,
    token,
    client: (own, schema = {}, options = {}) => new CozyClient({ uri, token: own, schema, ...options }),
    stackClient: own => new CozyStackClient({ uri, token: own }),
    administer: async (method, path, json) => {
      const url = `http://127.0.0.1:${stack.adminPort}${path.replace(':domain', stack.domain)}`
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(url, { method, headers, body: JSON.stringify(json) })
      if (!answer.ok) throw new Error(await answer.text())
    },
    install: async (kind, slug) => {
      cpSync(join(HERE, 'fixtures', slug), join(folder, slug), { recursive: true })
      const source = encodeURIComponent(`file://${join(folder, slug)}`)
      await stack.call('POST', `/${kind}/${slug}?Source=${source}`, {
        token: await token('cli', `io.cozy.${kind}`),
        // Ends when the app is ready.
        headers: { accept: 'text/event-stream' }
      })
    },
    stop: async () => {
      await stack.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}
