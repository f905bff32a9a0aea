// Writes what is made from the tables in `src`: the JSON Schemas and the reference page. `dist` must be fresh.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { format, resolveConfig } from 'prettier'
import { generatedFiles } from './dist/reference/generated-files.js'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

for (const { path, text } of generatedFiles()) {
  const file = resolve(root, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }))
  console.log(path)
}
