// Writes the page on fidelity from the routes of a stack and the conformance report, or with --check compares it with
// the one that is there. `dist` must be fresh.
import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { format, resolveConfig } from 'prettier'
import { startStack } from './dist/index.js'
import { fidelityPage } from './dist/reference/fidelity-page.js'

const reference = resolve(fileURLToPath(import.meta.url), '../../../docs/reference')
const file = resolve(reference, 'fidelity.md')
const report = JSON.parse(readFileSync(resolve(reference, 'conformance.json'), 'utf8'))
const stack = await startStack({ port: 0, adminPort: 0, data: 'memory' })
await stack.close()
const page = await format(fidelityPage(stack.routes, report), {
  ...(await resolveConfig(file)),
  filepath: file
})

if (!process.argv.includes('--check')) writeFileSync(file, page)
else {
  const there = readFileSync(file, 'utf8')
  if (there !== page) {
    const without = stack.routes.filter(({ method, path }) => !there.includes(`\`${method} ${path}\``))
    const names = without.map(({ method, path }) => `${method} ${path}`).join(', ')
    console.error(
      `Failed to check docs/reference/fidelity.md: ${names ? `it has no line on ${names}` : 'it is old'}. ` +
        'Run npm run generate -w packages/stack.'
    )
    process.exitCode = 1
  }
}
