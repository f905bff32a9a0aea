import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { startStackProcess } from '../../stack-process/stack-process.mjs'
import { bareEnvironment, runNode } from '../run-node.mjs'

const MEBIBYTE = 1024 * 1024
const SIZE = 1024 * MEBIBYTE

const CHILD = fileURLToPath(new URL('../save-large-file.mjs', import.meta.url))

/** A provider that sends one large file, made as it is sent, and its md5. */
const startSite = async () => {
  const piece = randomBytes(MEBIBYTE)
  const md5 = createHash('md5')
  function* pieces() {
    for (let sent = 0; sent < SIZE; sent += piece.length) {
      // No two pieces alike: lost or doubled ones would show.
      piece.writeUInt32BE(sent / piece.length, 0)
      md5.update(piece)
      yield Buffer.from(piece)
    }
  }
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/octet-stream' })
    Readable.from(pieces()).pipe(response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { server, url: `http://127.0.0.1:${server.address().port}/large.bin`, md5 }
}

/** A file of 1 GB from a provider through `saveFiles` to the Cozy: seconds, and what the konnector takes of memory. */
export const konnectorFiles = {
  name: 'konnector-files',
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'cozy-jobs-bench-'))
    const stack = await startStackProcess({ args: ['--data', folder], env: bareEnvironment() })
    const site = await startSite()
    try {
      const token = await stack.token('cli', 'io.cozy.files io.cozy.accounts')
      const said = await runNode([CHILD, site.url], {
        env: {
          ...bareEnvironment(),
          COZY_URL: `http://${stack.domain}/`,
          COZY_CREDENTIALS: token,
          COZY_FIELDS: '{}'
        }
      })
      const { size, md5sum, seconds, before, most } = JSON.parse(said.trim().split('\n').at(-1))
      const md5 = site.md5.digest('base64')
      if (size !== SIZE || md5sum !== md5) throw new Error(`what arrived is not what was sent: ${said}`)
      return [
        {
          figure: 'saveFiles: 1 GB from the provider to the Cozy',
          value: Math.round(1024 / seconds),
          unit: 'MB/s'
        },
        { figure: 'memory of the konnector meanwhile, all of it', value: most, unit: 'MB', target: '< 100' },
        { figure: 'of which before the first byte', value: before, unit: 'MB' }
      ]
    } finally {
      site.server.close()
      await stack.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}
