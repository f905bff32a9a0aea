import { describe, expect, it } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const DIST = fileURLToPath(new URL('../../dist/documents/late-fetch.js', import.meta.url))

/** What a program prints that has loaded PouchDB without its way to speak HTTP. */
const printedBy = (program: string): string => {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import { createRequire } from 'node:module'
     import { createServer } from 'node:http'
     import { once } from 'node:events'
     import { loadFetchLate } from ${JSON.stringify(DIST)}
     const require = createRequire(${JSON.stringify(DIST)})
     const isLoaded = () => Object.keys(require.cache).some(path => /[/\\\\]tough-cookie[/\\\\]/.test(path))
     const PouchDB = loadFetchLate(require)
     ${program}`
    ],
    { encoding: 'utf8' }
  )
  return `${stdout}${stderr}`.trim()
}

describe('PouchDB without its way to speak HTTP', () => {
  it('is loaded without cookies', () => {
    expect(printedBy('console.log(typeof PouchDB, isLoaded())')).toBe('function false')
  })

  it('speaks HTTP all the same where it is asked to', () => {
    expect(
      printedBy(`
        const server = createServer((_, answer) => answer.end('here')).listen(0, '127.0.0.1')
        await once(server, 'listening')
        const url = 'http://127.0.0.1:' + server.address().port
        const answers = [await PouchDB.fetch(url), await require('pouchdb-fetch').fetch(url)]
        console.log(...await Promise.all(answers.map(answer => answer.text())), isLoaded())
        server.close()
        server.closeAllConnections()`)
    ).toBe('here here true')
  })
})
