#!/usr/bin/env node
const load = async () => {
  try {
    return await import('../dist/index.js')
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND' || !/[/\\]dist[/\\]/.test(error.message)) throw error
    console.error(
      'Failed to start generator-cozy: it is not compiled. Run "npm run build" at the root of the workspace.'
    )
    return { main: () => 2 }
  }
}

const { main } = await load()
process.exitCode = await main({
  words: process.argv.slice(2),
  folder: process.cwd(),
  interactive: Boolean(process.stdin.isTTY && process.stdout.isTTY),
  say: line => console.log(line),
  complain: line => console.error(line),
  columns: process.stdout.columns,
  signals: process,
  userAgent: process.env.npm_config_user_agent
})
