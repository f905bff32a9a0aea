import { spawn } from 'node:child_process'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a process wrote, and how it ended. */
export interface Ended {
  stdout: string
  stderr: string
  code: number | null
}

/** Runs a built file by plain Node, with this environment and nothing else. */
export const runBundle = (file: string, env: Record<string, string> = {}): Promise<Ended> =>
  new Promise((resolve, reject) => {
    // Newer versions of Node warn of the punycode that node-fetch 2 uses.
    const child = spawn(process.execPath, ['--no-deprecation', file], {
      env,
      stdio: ['ignore', 'pipe', 'pipe']
    })
    const ended: Ended = { stdout: '', stderr: '', code: null }
    child.stdout.setEncoding('utf8').on('data', (text: string) => (ended.stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (ended.stderr += text))
    child.on('error', reject).on('close', code => resolve({ ...ended, code }))
  })

/** A server that answers every request with one document, and what it was asked. */
export const withDocumentServer = async <Result>(
  document: object,
  use: (url: string, requests: IncomingMessage[]) => Promise<Result>
): Promise<Result> => {
  const requests: IncomingMessage[] = []
  const server = createServer((request, response) => {
    requests.push(request)
    response.setHeader('content-type', 'application/json').end(JSON.stringify(document))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, requests)
  } finally {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  }
}
