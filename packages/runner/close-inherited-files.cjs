'use strict'

// node --require …/close-inherited-files.cjs: closes the files that the process got open from its parent. LevelDB opens
// the databases of a stack in a way that each child inherits, to read and to write; no job may have them.
const { closeSync, fstatSync, readdirSync } = require('node:fs')

const isFile = descriptor => {
  try {
    return fstatSync(descriptor).isFile()
  } catch {
    // The descriptor of the list itself, closed by now.
    return false
  }
}

const listDescriptors = () => {
  try {
    return readdirSync(process.platform === 'linux' ? '/proc/self/fd' : '/dev/fd').map(Number)
  } catch {
    return []
  }
}

for (const descriptor of listDescriptors()) if (descriptor > 2 && isFile(descriptor)) closeSync(descriptor)
