import { writeSync } from 'node:fs'
import { startStack } from '../start-stack.js'

// A stack on a data folder that lives until it is killed, as a process of its own. Its first line is what a client
// needs; each further one is a document that it has written.

const [folder = ''] = process.argv.slice(2)
const { url, adminUrl, store } = await startStack({ port: 0, adminPort: 0, data: { folder } })
writeSync(1, `${JSON.stringify({ url, adminUrl })}\n`)
store.onChange(() => void writeSync(1, 'wrote\n'))
