'use strict'

// Writes outside of its folder.
const { writeFileSync } = require('node:fs')
const { join } = require('node:path')
const { folder } = JSON.parse(process.env.COZY_FIELDS)
const say = message => console.log(JSON.stringify({ type: 'info', message }))

try {
  writeFileSync(join(folder, 'written'), 'x')
  say('did')
} catch (error) {
  say(`refused: ${error.code}`)
}
