'use strict'

// Takes memory and never gives it back; held at an amount that a machine survives.
const say = message => console.log(JSON.stringify({ type: 'info', message }))

const held = []
while (held.length < 12) held.push(Buffer.alloc(64 * 1024 * 1024, 1))
say('did')
setInterval(() => held.length, 1000)
