'use strict'

// Reads a file of the person who has started the stack.
const { readFileSync } = require('node:fs')
const { file } = JSON.parse(process.env.COZY_FIELDS)
const say = message => console.log(JSON.stringify({ type: 'info', message }))

try {
  readFileSync(file)
  say('did')
} catch (error) {
  say(`refused: ${error.code}`)
}
