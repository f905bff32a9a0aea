import { describe, expect, it } from '@jest/globals'
import { createTerminal, wantsColor } from '../../terminal/terminal.js'
import { dataFolder } from './data-folder.js'
import { welcome } from './welcome.js'

describe('the folder of the data', () => {
  it.each([
    ['what was asked, from where the command was typed', 'x', { XDG_DATA_HOME: '/xdg' }, '/work/x'],
    ["the system's place for data", undefined, { XDG_DATA_HOME: '/xdg', HOME: '/home/me' }, '/xdg/cozy-jobs'],
    ['the home folder', undefined, { HOME: '/home/me' }, '/home/me/.cozy-jobs']
  ])('is %s', (_, asked, env, folder) => {
    expect(dataFolder(asked, { cwd: '/work', env })).toBe(folder)
  })
})

describe('the first lines of a stack', () => {
  const nowhere = { write: () => undefined }
  const plain = createTerminal(nowhere, nowhere, false)

  it('tell where it listens, where the data are and what to type next', () => {
    const address = {
      domain: 'cozy.localhost:8080',
      url: 'http://cozy.localhost:8080/',
      adminUrl: 'http://127.0.0.1:6060/'
    }
    expect(`\n${welcome({ ...address, folder: '/home/me/.cozy-jobs' }, plain)}\n`).toMatchInlineSnapshot(`
     "
     Cozy     http://cozy.localhost:8080/
     Admin    http://127.0.0.1:6060/
     Data     /home/me/.cozy-jobs
     Config   the defaults: there is no cozy.yaml

     Next, in another terminal, in the folder of a job:
       npx cozy-jobs build && npx cozy-jobs apps install SLUG build

     Ctrl-C stops it.
     "
    `)
  })

  it('tell which files of the configuration were read, and no password of a CouchDB', () => {
    const lines = welcome(
      {
        domain: 'cozy.localhost:8080',
        url: 'http://cozy.localhost:8080/',
        adminUrl: 'http://127.0.0.1:6060/',
        folder: '/home/me/.cozy-jobs',
        files: 'memory',
        couchdb: 'http://admin:a-secret@localhost:5984/',
        configuration: ['/etc/cozy/cozy.yml', '/etc/cozy/cozy.yml.local']
      },
      plain
    ).split('\n')
    expect(lines.slice(3, 6)).toEqual([
      'Files    in memory: gone when it stops',
      'CouchDB  http://localhost:5984/',
      'Config   /etc/cozy/cozy.yml, /etc/cozy/cozy.yml.local'
    ])
  })

  it('name the ports in the next command where they are not the usual ones', () => {
    const address = {
      domain: 'cozy.localhost:9',
      url: 'http://cozy.localhost:9/',
      adminUrl: 'http://127.0.0.1:8/'
    }
    expect(welcome({ ...address, folder: undefined }, plain)).toContain(
      'SLUG build --domain cozy.localhost:9 --admin-port 8\n'
    )
  })
})

describe('colours', () => {
  it.each([
    [{}, true, true],
    [{}, false, false],
    [{ NO_COLOR: '1' }, true, false],
    [{ TERM: 'dumb' }, true, false],
    [{ FORCE_COLOR: '1' }, false, true],
    [{ FORCE_COLOR: '0' }, true, false],
    [{ NO_COLOR: '1', FORCE_COLOR: '1' }, true, false]
  ])('with %j on a terminal (%s): %s', (env, isTTY, color) => {
    expect(wantsColor(env, isTTY)).toBe(color)
  })
})
