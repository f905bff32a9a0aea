import type { Call } from './call.js'

const files = { port: 'instance', scope: 'io.cozy.files' } as const

const FILE = [
  'data.id',
  'data.attributes.type',
  'data.attributes.name',
  'data.attributes.size',
  'data.attributes.updated_at'
]
const FOLDER = ['data.id', 'data.attributes.type', 'data.attributes.name', 'data.attributes.path']

const look = (command: string, path: string, more: Partial<Call> = {}): Call => ({
  ...files,
  command,
  method: 'GET',
  path: '/files/metadata',
  query: { Path: path },
  status: 200,
  reads: ['data.id', 'data.attributes.type'],
  ...more
})

/** `cozy-stack files exec …` and `files import`. */
export const FILE_CALLS: readonly Call[] = [
  {
    ...files,
    command: "files exec 'mkdir /papers'",
    method: 'POST',
    path: '/files/',
    query: { Path: '/papers', Type: 'directory', Recursive: '' },
    status: 201,
    reads: FOLDER,
    keeps: { papers: 'data.id' }
  },
  {
    ...files,
    command: "files exec 'mkdir -p /old/letters'",
    method: 'POST',
    path: '/files/',
    query: { Path: '/old/letters', Type: 'directory', Recursive: 'true' },
    status: 201,
    reads: FOLDER
  },
  {
    ...files,
    command: 'files import --from a.txt --to /papers/a.txt',
    method: 'POST',
    path: '/files/{papers}',
    query: { Type: 'file', Name: 'a.txt' },
    headers: { expect: '100-continue' },
    body: 'hello',
    status: 201,
    reads: FILE,
    keeps: { file: 'data.id' }
  },
  {
    ...files,
    command: 'files import --from b.txt --to /b.txt',
    method: 'POST',
    path: '/files/',
    query: { Type: 'file', Name: 'b.txt' },
    headers: { expect: '100-continue' },
    body: 'root',
    status: 201,
    reads: FILE
  },
  look("files exec 'ls /'", '/', {
    reads: FOLDER.filter(path => !path.endsWith('.name')),
    keeps: { root: 'data.id' }
  }),
  {
    ...files,
    command: "files exec 'ls /'",
    method: 'GET',
    path: '/files/{root}',
    query: { 'page[limit]': '2' },
    status: 200,
    reads: ['included.0.id', 'included.0.attributes.type', 'included.0.attributes.name', 'links.next'],
    keeps: { next: 'links.next' }
  },
  {
    ...files,
    command: "files exec 'ls /'",
    method: 'GET',
    path: '{next}',
    status: 200,
    reads: ['included.0.id']
  },
  look("files exec 'attrs /papers/a.txt'", '/papers/a.txt', {
    reads: [...FILE, 'data.attributes.md5sum', 'data.attributes.mime']
  }),
  {
    ...files,
    command: "files exec 'cat /papers/a.txt'",
    method: 'GET',
    path: '/files/download',
    query: { Path: '/papers/a.txt' },
    status: 200,
    reads: 'text'
  },
  look("files exec 'mv /papers/a.txt /old/c.txt'", '/old', { reads: FOLDER, keeps: { old: 'data.id' } }),
  {
    ...files,
    command: "files exec 'mv /papers/a.txt /old/c.txt'",
    method: 'PATCH',
    path: '/files/metadata',
    query: { Path: '/papers/a.txt' },
    body: '{"data":{"attributes":{"name":"c.txt","dir_id":"{old}","updated_at":"2100-01-01T00:00:00.123456789+02:00"}},"included":null,"links":null}',
    status: 200,
    reads: FILE
  },
  look("files exec 'rm /old/c.txt'", '/old/c.txt'),
  { ...files, command: "files exec 'rm /old/c.txt'", method: 'DELETE', path: '/files/{file}', status: 200 },
  look("files exec 'restore /.cozy_trash/c.txt'", '/.cozy_trash/c.txt'),
  {
    ...files,
    command: "files exec 'restore /.cozy_trash/c.txt'",
    method: 'POST',
    path: '/files/trash/{file}',
    status: 200
  },
  {
    ...files,
    command: "files exec 'rm -f /old/c.txt'",
    method: 'PATCH',
    path: '/files/{file}',
    body: '{"data": {"attributes": {"permanent_delete": true}}}',
    status: 200
  },
  look("files exec 'ls /old/c.txt'", '/old/c.txt', { status: 404, reads: ['errors.0.detail'] })
]
