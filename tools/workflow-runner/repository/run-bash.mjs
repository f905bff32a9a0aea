import { spawn } from 'node:child_process'

/**
 * Runs one script with bash, in a folder, with exactly the given environment.
 *
 * @param {{ script: string, args?: string[], cwd: string, env: Record<string, string>, secrets?: string[] }} step -
 *   what is in `secrets` does not come into the output
 * @returns {Promise<{ code: number, output: string }>}
 */
export const runBash = ({ script, args = ['-e'], cwd, env, secrets = [] }) =>
  new Promise((done, fail) => {
    const child = spawn('bash', ['--noprofile', '--norc', ...args, '-c', script], {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe']
    })
    let output = ''
    const take = chunk => (output += chunk)
    child.stdout.setEncoding('utf8').on('data', take)
    child.stderr.setEncoding('utf8').on('data', take)
    child.on('error', fail)
    child.on('close', code => {
      for (const secret of secrets) output = output.replaceAll(secret, '***')
      done({ code: code ?? 1, output })
    })
  })
