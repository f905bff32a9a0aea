import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { readConfiguration } from '../../configuration/read-configuration.js'
import type { Configuration } from '../../configuration/configuration.js'
import type { Context } from '../../context.js'
import { CliError, ERRORS, EXIT } from '../../errors.js'
import { instanceUrl } from '../../http/instance-url.js'
import type { Run } from '../../registry/command.js'
import { checkContinuousIntegration } from './checks/continuous-integration.js'
import { checkGit } from './checks/git.js'
import { checkJobs } from './checks/jobs.js'
import { checkNode } from './checks/node.js'
import { checkPackageManager } from './checks/package-manager.js'
import { checkPackages } from './checks/packages.js'
import { checkPorts } from './checks/ports.js'
import { checkSandboxTools } from './checks/sandbox.js'
import { checkStack } from './checks/stack.js'
import type { DOCTOR_OPTIONS } from './command.js'
import type { Check, Finding, Subject } from './finding.js'
import { jobsIn } from './jobs-in.js'
import { showFindings } from './show-findings.js'

// One after the other: to see whether a port is free, the first listens on it for a moment.
const checkPortsAndStack: Check = async subject => [
  ...(await checkPorts(subject)),
  ...(await checkStack(subject))
]

const CHECKS: readonly Check[] = [
  checkNode,
  checkGit,
  checkPackageManager,
  checkPackages,
  checkSandboxTools,
  checkPortsAndStack,
  checkJobs,
  checkContinuousIntegration
]

const read = async (
  config: string | undefined,
  context: Context
): Promise<{ configuration: Configuration | undefined; refusal: string | undefined }> => {
  try {
    return { configuration: (await readConfiguration({}, context, config)).configuration, refusal: undefined }
  } catch (error) {
    if (!(error instanceof CliError)) throw error
    return { configuration: undefined, refusal: error.message }
  }
}

const aboutConfiguration = ({ refusal }: Subject): Finding[] =>
  refusal === undefined
    ? []
    : [{ name: 'Configuration', state: 'broken', found: 'cannot be read', todo: refusal }]

// A login in the address would be shown, and no request takes it.
const addressOf = (domain: string): URL => {
  let url: URL
  try {
    url = instanceUrl(domain)
  } catch {
    throw ERRORS.notReadable(
      'look at the stack',
      'COZY_URL or --domain is no address',
      'Write one, such as cozy.localhost:8080.'
    )
  }
  url.username = url.password = ''
  return url
}

export const run: Run<typeof DOCTOR_OPTIONS> = async ({ args, options, json }, context) => {
  const folder = resolve(context.cwd, args[0] ?? '.')
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw ERRORS.noFolder('look at the job', args[0] ?? '.')
  const typed = options.domain === 'cozy.localhost:8080' ? context.env['COZY_URL'] : undefined
  const subject: Subject = {
    folder,
    ...jobsIn(folder, context.cwd),
    ...(await read(options.config, { ...context, cwd: folder })),
    url: addressOf(typed || options.domain),
    context
  }
  const found = await Promise.all(CHECKS.map(check => check(subject)))
  const findings = [...aboutConfiguration(subject), ...found.flat()]
  if (json) context.terminal.out(JSON.stringify({ findings }))
  else showFindings(findings, context.terminal)
  return findings.some(({ state }) => state === 'broken') ? EXIT.failed : EXIT.done
}
