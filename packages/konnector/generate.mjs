// Writes what is made from the table of errors: the reference page. `dist` must be fresh.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { format, resolveConfig } from 'prettier'
import { referencePage } from './dist/errors/reference-page.js'

const file = fileURLToPath(new URL('../../docs/reference/konnector-errors.md', import.meta.url))
writeFileSync(file, await format(referencePage(), { ...(await resolveConfig(file)), filepath: file }))
console.log('docs/reference/konnector-errors.md')
