import { writeSync } from 'node:fs'
import { openStore } from '@cozy-jobs/store'
import type { Instance } from '../../instances/api.js'
import type { Directory } from '../file-document.js'
import { FileSystem } from '../file-system.js'
import { createTree, ROOT_ID, TRASH_ID } from '../tree.js'

// Moves a directory there and back, into the trash too, until the process is killed: a line for each document written.

const [folder = ''] = process.argv.slice(2)
const store = await openStore({ kind: 'disk', folder })
const documents = store.documents('cozy1')
const instance = {
  prefix: 'cozy1',
  locale: 'en',
  domain: 'a.localhost',
  documents,
  files: store.files('cozy1')
}
const files = new FileSystem(instance as Instance)

const makeTree = async (): Promise<Directory> => {
  const now = new Date(0)
  await createTree(instance as Instance, now)
  const root = (await files.byId(ROOT_ID)) as Directory
  const top = await files.makeDirectory(root, 'top', { now })
  for (let i = 0; i < 5; i++) {
    const middle = await files.makeDirectory(top, `middle ${i}`, { now })
    const low = await files.makeDirectory(middle, 'low', { now })
    for (const parent of [middle, low]) {
      await files.place({ type: 'file', name: 'file', dir_id: parent._id, trashed: false })
    }
  }
  return top
}

let top: Directory
if (await documents.hasDoctype('io.cozy.files')) {
  await files.mend()
  const entry = await files.byPath('/top').catch(() => files.byPath('/.cozy_trash/top'))
  top = entry as Directory
} else top = await makeTree()

writeSync(1, 'ready\n')
store.onChange(() => void writeSync(1, 'wrote\n'))
for (;;) {
  const isTrashed = top.dir_id === TRASH_ID
  const moved = {
    ...top,
    dir_id: isTrashed ? ROOT_ID : TRASH_ID,
    path: isTrashed ? '/top' : '/.cozy_trash/top'
  }
  top = (await files.move(top, moved)) as Directory
}
