'use strict'

// Starts processes that start processes, each in a session of its own, and never ends. Held at a number that a machine
// survives.
const { spawn } = require('node:child_process')
const GENERATION =
  'setInterval(() => {}, 1000); if (process.argv[1] < 3) require("child_process").spawn(process.execPath, ["-e", process.env.CODE, +process.argv[1] + 1], { detached: true, stdio: "inherit", env: process.env })'
for (let i = 0; i < 4; i++) {
  spawn(process.execPath, ['-e', GENERATION, '1'], {
    detached: true,
    stdio: 'inherit',
    env: { ...process.env, CODE: GENERATION }
  }).on('error', () => {})
}
setInterval(() => {}, 1000)
