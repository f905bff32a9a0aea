'use strict'

// Sends a signal to the stack; one that does nothing.
const { pid } = JSON.parse(process.env.COZY_FIELDS)
const say = message => console.log(JSON.stringify({ type: 'info', message }))

try {
  process.kill(pid, 0)
  say('did')
} catch (error) {
  say(`refused: ${error.code}`)
}
