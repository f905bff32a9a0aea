import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { ROOT } from '../stack-process/stack-process.mjs'
import { dim, say } from './say.mjs'

/** Builds a project with Nx: the second time its cache answers. */
export const buildThroughNx = async project => {
  const nx = join(ROOT, 'node_modules/nx/dist/bin/nx.js')
  const child = spawn(process.execPath, [nx, 'build', project, '--outputStyle=static'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NX_DAEMON: 'false', FORCE_COLOR: '0' }
  })
  const said = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => said.push(chunk))
  const [code] = await once(child, 'close')
  const text = Buffer.concat(said).toString()
  if (code !== 0) throw new Error(`nx build ${project} ended with ${code}.\n${text}`)
  for (const line of text.split('\n').filter(line => /\.js\b|Successfully|cache/i.test(line)))
    say(dim(`  │ ${line.trim()}`))
}
