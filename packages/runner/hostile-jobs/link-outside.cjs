'use strict'

// Makes a link that leads out of its folder: whoever removes the folder shall follow it.
const { symlinkSync } = require('node:fs')
const { join } = require('node:path')
const { folder } = JSON.parse(process.env.COZY_FIELDS)
const say = message => console.log(JSON.stringify({ type: 'info', message }))

try {
  symlinkSync(folder, join(require.main.path, 'link'))
  say('did')
} catch (error) {
  say(`refused: ${error.code}`)
}
