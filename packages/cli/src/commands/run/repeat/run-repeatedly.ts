import { ensureIgnored } from '@cozy-jobs/fixtures'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Context } from '../../../context.js'
import { EXIT, type ExitCode } from '../../../errors.js'
import { jobFolder } from '../../../job/job-folder.js'
import { showRecord } from '../../../job/show-record.js'
import { knownSecrets } from '../../../konnector/known-secrets.js'
import { trafficOf, type RECORDING_OPTIONS } from '../../../konnector/recording-options.js'
import type { Values } from '../../../registry/command.js'
import { maskData, maskedTerminal } from '../../../terminal/masked.js'
import { standaloneAccount } from '../../standalone/standalone-account.js'
import type { BuiltJob } from '../locate.js'
import { compareStates } from './compare-states.js'
import type { CozyState } from './cozy-state.js'
import { openMemoryCozy, type MemoryCozy, type MemoryOptions } from './memory-run.js'
import { showComparison, type Comparison } from './show-comparison.js'

/** What is to be shown. */
export interface Repeat {
  twice: boolean
  killAt: number | undefined
  fixture: string | undefined
  recording: Values<typeof RECORDING_OPTIONS>
  json: boolean
}

const ACT = 'run the konnector'

/** Runs a konnector again, or ends it on the way and runs it again, and says whether the Cozy is as after one whole run. */
export const runRepeatedly = async (job: BuiltJob, what: Repeat, context: Context): Promise<ExitCode> => {
  const { cwd, signal } = context
  const { folder } = job
  await ensureIgnored(folder)
  const own = join(folder, 'fixture.json')
  const fixture =
    what.fixture === undefined ? (existsSync(own) ? own : undefined) : resolve(cwd, what.fixture)
  const traffic = trafficOf(what.recording, { cwd, folder, act: ACT })
  const asked = { fixture, needed: traffic.mode !== 'replay', act: ACT, cwd }
  const { config, accounts } = await standaloneAccount(jobFolder(folder, undefined, ACT), asked)
  const known = knownSecrets(config, job.manifest, accounts)
  const terminal = maskedTerminal(context.terminal, known.secrets)
  const show = showRecord(terminal)
  const options: MemoryOptions = {
    job,
    fixture,
    fields: config.fields ?? {},
    parameters: config.COZY_PARAMETERS,
    traffic: { ...traffic, ...known },
    secrets: known.secrets,
    onRecord: record => (what.json ? undefined : show(record)),
    signal
  }
  const comparison = await repeat(options, what, text => what.json || terminal.err(terminal.dim(text)))
  if (signal.aborted) return EXIT.failed
  if (what.json) terminal.out(JSON.stringify(maskData(comparison, known.secrets)))
  else showComparison(comparison, terminal)
  return comparison.failed === undefined && comparison.differences.length === 0 ? EXIT.done : EXIT.failed
}

const counts = (state: CozyState): Record<string, number> =>
  Object.fromEntries([...state].map(([doctype, documents]) => [doctype, documents.length]))

const repeat = async (
  options: MemoryOptions,
  { twice, killAt }: Pick<Repeat, 'twice' | 'killAt'>,
  say: (text: string) => unknown
): Promise<Comparison> => {
  const first = await openMemoryCozy(options)
  try {
    say('A whole run')
    const whole = await first.run()
    const before = await first.state()
    const base = { writes: whole.writes, documents: counts(before), killed: false }
    if (whole.outcome.error !== undefined) return { ...base, failed: whole.outcome.error, differences: [] }
    if (killAt === undefined) return { ...base, ...(await again(first, before, say)) }
    const second = await openMemoryCozy(options)
    try {
      say(`A run that is ended at its write ${killAt}`)
      const { killed } = await second.run(killAt)
      const compared = await again(second, before, say)
      if (!twice || compared.failed !== undefined || compared.differences.length > 0)
        return { ...base, killed, ...compared }
      return { ...base, killed, ...(await again(second, before, say)) }
    } finally {
      await second.close()
    }
  } finally {
    await first.close()
  }
}

const again = async (
  cozy: MemoryCozy,
  before: CozyState,
  say: (text: string) => unknown
): Promise<Pick<Comparison, 'failed' | 'differences'>> => {
  say('The same again')
  const { outcome } = await cozy.run()
  return {
    ...(outcome.error === undefined ? {} : { failed: outcome.error }),
    differences: compareStates(before, await cozy.state())
  }
}
