'use strict'

// Ends, and leaves a child in a session and a folder of its own.
const { spawn } = require('node:child_process')
const say = message => console.log(JSON.stringify({ type: 'info', message }))

const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
  detached: true,
  cwd: '/',
  stdio: ['pipe', 'pipe', 'pipe']
})
child.on('error', error => say(`refused: ${error.code}`))
child.on('spawn', () => {
  say('did')
  process.exit()
})
