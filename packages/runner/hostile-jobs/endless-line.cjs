'use strict'

// Writes one line of output that never ends.
const piece = 'x'.repeat(64 * 1024)
const write = () => process.stdout.write(piece, write)
write()
