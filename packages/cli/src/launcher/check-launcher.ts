import { access, constants } from 'node:fs/promises'
import { delimiter, join, resolve } from 'node:path'
import type { Context } from '../context.js'
import { nodeFinds, shellFinds } from './ask-system.js'
import { readLauncher } from './read-launcher.js'
import { hidesExitCode, nameOfNode, shellOf } from './script.js'

/** The path of `konnectors.cmd`: below the present folder, or a name that PATH knows, as for the real stack. */
export const findLauncher = async (
  written: string,
  { cwd, env }: Pick<Context, 'cwd' | 'env'>
): Promise<string> => {
  if (written.includes('/')) return resolve(cwd, written)
  for (const folder of (env['PATH'] ?? '').split(delimiter).filter(Boolean)) {
    const path = join(folder, written)
    if (
      await access(path, constants.X_OK).then(
        () => true,
        () => false
      )
    )
      return path
  }
  return resolve(cwd, written)
}

const aboutNode = async (path: string, script: string, signal: AbortSignal): Promise<string[]> => {
  const [shell, name] = [shellOf(script), nameOfNode(script)]
  if (!shell || !name || (await shellFinds(shell, name, signal))) return []
  return [
    `The launcher ${path} will not find "${name}": a job has no PATH, and the shell looks in its own places alone. ` +
      `Run \`ln -s ${process.execPath} /usr/local/bin/${name}\`, or write the whole path in the script.`
  ]
}

const aboutName = async (domain: string, signal: AbortSignal): Promise<string[]> => {
  if (await nodeFinds(domain, signal)) return []
  return [
    `The jobs that the launcher starts will not find ${domain}: this system does not know the name. ` +
      `Add this line to /etc/hosts: 127.0.0.1 ${domain}`
  ]
}

/** What will go wrong with the jobs of a launcher, each as a remark for the person who starts the stack. */
export const checkLauncher = async (path: string, domain: string, signal: AbortSignal): Promise<string[]> => {
  const { refusal, script } = await readLauncher(path)
  if (script === undefined) return refusal ? [refusal] : aboutName(domain, signal)
  const [node, name] = await Promise.all([aboutNode(path, script, signal), aboutName(domain, signal)])
  return [
    ...(refusal ? [refusal] : []),
    ...(hidesExitCode(script)
      ? [
          `The launcher ${path} pipes Node into another command, which hides its exit code: a job that fails will ` +
            `count as done. Write \`set -o pipefail\` above the pipe.`
        ]
      : []),
    ...node,
    ...name
  ]
}
