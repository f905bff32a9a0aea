'use strict'

// Takes away the right to remove what it leaves.
const { chmodSync, mkdirSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')
const say = message => console.log(JSON.stringify({ type: 'info', message }))

try {
  mkdirSync(join(require.main.path, 'locked'))
  writeFileSync(join(require.main.path, 'locked', 'file'), '')
  chmodSync(join(require.main.path, 'locked'), 0)
  chmodSync(require.main.path, 0)
  say('did')
} catch (error) {
  say(`refused: ${error.code}`)
}
