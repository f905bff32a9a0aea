'use strict'

// Opens a connection to something that is not the stack.
const { connect } = require('node:net')
const { port } = JSON.parse(process.env.COZY_FIELDS)
const say = message => console.log(JSON.stringify({ type: 'info', message }))

const socket = connect(port, '127.0.0.1')
socket.on('error', error => say(`refused: ${error.code}`))
socket.on('connect', () => {
  say('did')
  socket.destroy()
})
