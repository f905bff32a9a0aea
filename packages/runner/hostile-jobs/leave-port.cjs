'use strict'

// Ends, and leaves a child that listens on a port.
const { spawn } = require('node:child_process')
const say = message => console.log(JSON.stringify({ type: 'info', message }))

const LISTENS =
  'require("net").createServer().listen(0, "127.0.0.1", function () { console.log(this.address().port) })'
const child = spawn(process.execPath, ['-e', LISTENS], {
  detached: true,
  cwd: '/',
  stdio: ['pipe', 'pipe', 'pipe']
})
child.stdout.once('data', port => {
  say(`port ${String(port).trim()}`)
  say('did')
  process.exit()
})
