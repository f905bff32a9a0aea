import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { mkdtempSync, readFileSync, statSync } from 'node:fs'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runBin } from '../../testing/run-bin.js'
import { devConfig, PASSWORD, sampleKonnector } from '../../testing/sample-konnector.js'
import { folderOf } from '../../testing/sample-job.js'

let server: Server
let site: string
beforeAll(async () => {
  server = createServer((request, response) =>
    response
      .writeHead(request.url === '/' ? 200 : 404, { 'content-type': 'text/html' })
      .end(`<ul><li class="bill">12.50</li><li class="bill">9.99</li></ul>`)
  ).listen(0, '127.0.0.1')
  await once(server, 'listening')
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.close()
  server.closeAllConnections()
  await once(server, 'close')
})

const shell = (
  lines: string[],
  cwd: string,
  home = mkdtempSync(join(tmpdir(), 'cozy-jobs-shell-')),
  args = ['shell']
) => runBin(args, { input: `${lines.join('\n')}\n`, cwd, env: { XDG_CONFIG_HOME: home } })

describe('the shell', () => {
  it("has the konnector's http, the last answer, its page, and scrape", async () => {
    const { code, out } = await shell(
      [
        `http.get('${site}')`,
        'response.status',
        `scrape($, { amount: { sel: '.bill', index: 1 } })`,
        `http.get('${site}/none')`,
        'const [a] = [1]',
        'a + 1'
      ],
      folderOf({})
    )
    expect({ code, out: out.toString().replaceAll(site, 'SITE') }).toEqual({
      code: 0,
      out: `200 OK SITE/ (text/html)\n200\n{ amount: '9.99' }\n404 Not Found SITE/none (text/html)\n2\n`
    })
  })

  it('begins with a saved page, and with the fields of the configuration', async () => {
    const cwd = sampleKonnector({ 'konnector-dev-config.json': devConfig(site), 'page.html': '<p>Saved</p>' })
    const home = mkdtempSync(join(tmpdir(), 'cozy-jobs-shell-'))
    const lines = [
      `$('p').text()`,
      'fields.login',
      'fields.password',
      `'${PASSWORD}'.length`,
      `({ password: 'other-secret-9' }).x`
    ]
    const { out } = await shell(lines, cwd, home, ['shell', 'page.html'])
    expect(out.toString()).toBe(`'Saved'\n'camille'\n'***'\n14\n`)
    const file = join(home, 'cozy-jobs/shell-history')
    expect(readFileSync(file, 'utf8')).toBe(`$('p').text()\nfields.login\nfields.password\n`)
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('refuses a page that is not there', async () => {
    const { code, err } = await shell([], folderOf({}), undefined, ['shell', 'none.html'])
    expect({ code, err }).toEqual({
      code: 2,
      err: 'Failed to open the shell: there is no file none.html. Give a page that was saved.\n'
    })
  })
})
