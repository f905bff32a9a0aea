/** Starts one of the commands in this process. They are compiled: a fresh clone without install scripts has none yet. */
export async function start(alias) {
  process.stdout.on('error', error => {
    // `cozy-jobs … | head` closes the pipe: nothing is wrong, and nobody reads on.
    if (error.code === 'EPIPE') process.exit(0)
    // A terminal that was closed: its SIGHUP is on the way, and a stack still has to store what it has.
    if (error.code === 'EIO') return
    console.error(`Failed to write the answer: ${error.message}. Make room, or have it written elsewhere.`)
    process.exit(1)
  })
  // There is nobody left to tell: a stack must not end because the disk with its log is full.
  process.stderr.on('error', () => {})
  try {
    const { runProcess, ALIASES } = await import('../dist/index.js')
    process.exitCode = await runProcess(
      {
        argv: process.argv.slice(2),
        env: process.env,
        cwd: process.cwd(),
        stdout: process.stdout,
        stderr: process.stderr,
        on: (signal, listener) => process.on(signal, listener),
        off: (signal, listener) => process.off(signal, listener),
        now: () => performance.now(),
        exit: code => process.exit(code)
      },
      ALIASES.find(({ name }) => name === alias)
    )
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND' || !/[/\\]dist[/\\]/.test(error.message)) throw error
    const [, missing = 'a file of dist'] = /module '([^']+)'/.exec(error.message) ?? []
    console.error(
      `Failed to start cozy-jobs: it is not compiled (${missing} is absent). Run "npm run build" at the root of the workspace.`
    )
    process.exitCode = 2
  }
}
