// Writes the page that is made from the families of routes. `dist` must be fresh.
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { format, resolveConfig } from 'prettier'
import { fidelityPage } from './dist/reference/fidelity-page.js'

const file = resolve(fileURLToPath(import.meta.url), '../../../docs/reference/fidelity.md')
writeFileSync(file, await format(fidelityPage(), { ...(await resolveConfig(file)), filepath: file }))
