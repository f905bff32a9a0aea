import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fixturify from 'fixturify'

type Tree = Parameters<typeof fixturify.writeSync>[1]

// Plain Node with a first line for a shell and no execute bit: the form that the documentation has a script for.
const SERVICE = `#!/usr/bin/env node
const { COZY_URL, COZY_CREDENTIALS, COZY_COUCH_DOC } = process.env
const told = COZY_COUCH_DOC ? JSON.parse(COZY_COUCH_DOC).label : 'nothing'
console.log(JSON.stringify({ type: 'info', message: 'told of ' + told }))
fetch(COZY_URL + 'data/io.cozy.todos/', {
  method: 'POST',
  headers: { authorization: 'Bearer ' + COZY_CREDENTIALS, 'content-type': 'application/json' },
  body: JSON.stringify({ label: 'Made', by: told })
}).then(answer => { process.exitCode = answer.ok ? 0 : 4 })
`

const MANIFEST = {
  name: 'Todos',
  name_prefix: 'Cozy Jobs',
  slug: 'todos',
  editor: 'Cozy Jobs',
  icon: 'icon.svg',
  type: 'webapp',
  category: 'others',
  version: '1.0.0',
  license: 'MIT',
  langs: ['en'],
  locales: { en: { short_description: 'Todos' } },
  permissions: { todos: { description: 'Todos', type: 'io.cozy.todos', verbs: ['GET', 'POST'] } },
  routes: { '/': { folder: '/', index: 'index.html', public: false } },
  services: {
    onTodo: { type: 'node', file: 'onTodo.js', trigger: '@event io.cozy.todos:CREATED:true:ready' },
    fails: { type: 'node', file: 'fails.js' }
  }
}

/** Writes a folder of its own, and tells where it is. */
export function folderOf(tree: Tree): string {
  const folder = mkdtempSync(join(tmpdir(), 'cozy-jobs-cli-'))
  fixturify.writeSync(folder, tree)
  return folder
}

/** A job with its source and its build, for the tests of the command. */
export function sampleJob(more: Record<string, string> = {}): string {
  const manifest = JSON.stringify(MANIFEST, null, 2)
  return folderOf({
    'manifest.webapp': manifest,
    'fixture.json':
      '{ "io.cozy.todos": [{ "_id": "a", "label": "A", "ready": true }, { "_id": "b", "label": "B" }] }',
    src: { 'onTodo.ts': 'export {}\n', 'fails.ts': 'process.exitCode = 3\n' },
    build: {
      'manifest.webapp': manifest,
      'onTodo.js': SERVICE,
      'fails.js': 'process.exitCode = 3\n',
      'index.html': '<!doctype html>',
      'icon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>'
    },
    ...more
  })
}
