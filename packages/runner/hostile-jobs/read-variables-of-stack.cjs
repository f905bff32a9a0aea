'use strict'

// Reads the variables of the stack's own process.
const { readFileSync } = require('node:fs')
const { pid } = JSON.parse(process.env.COZY_FIELDS)
const say = message => console.log(JSON.stringify({ type: 'info', message }))

try {
  readFileSync(`/proc/${pid}/environ`)
  say('did')
} catch (error) {
  say(`refused: ${error.code}`)
}
