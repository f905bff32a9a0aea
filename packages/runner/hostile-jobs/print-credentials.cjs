'use strict'

// Prints its credentials, as they are and in disguise, wherever it can.
const say = message => console.log(JSON.stringify({ type: 'info', message }))

const secret = process.env.COZY_CREDENTIALS
say(`credentials ${secret}`)
say(`credentials ${Buffer.from(secret).toString('base64')}`)
console.log(`credentials ${secret}`)
console.error(`credentials ${encodeURIComponent(secret)}`)
