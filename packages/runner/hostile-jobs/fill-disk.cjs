'use strict'

// Fills the disk; held at a size that a machine survives.
const { appendFileSync } = require('node:fs')
const { join } = require('node:path')
const say = message => console.log(JSON.stringify({ type: 'info', message }))
const piece = Buffer.alloc(1024 * 1024, 'x')

try {
  for (let i = 0; i < 64; i++) appendFileSync(join(require.main.path, 'full'), piece)
  say('did')
} catch (error) {
  say(`refused: ${error.code}`)
}
