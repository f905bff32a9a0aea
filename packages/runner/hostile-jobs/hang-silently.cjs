'use strict'

// Closes its output and hangs.
const { closeSync } = require('node:fs')
closeSync(1)
closeSync(2)
setInterval(() => {}, 1000)
