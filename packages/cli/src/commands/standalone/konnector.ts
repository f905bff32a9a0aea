import { createHarness, ensureIgnored, type RunResult } from '@cozy-jobs/fixtures'
import type { Values } from '../../registry/command.js'
import type { Context } from '../../context.js'
import { EXIT, type ExitCode } from '../../errors.js'
import { showRecord } from '../../job/show-record.js'
import { debugModules } from '../../konnector/debug-modules.js'
import { hintRecording } from '../../konnector/hint-recording.js'
import { keepEvidence } from '../../konnector/keep-evidence.js'
import { knownSecrets } from '../../konnector/known-secrets.js'
import { trafficOf, type RECORDING_OPTIONS } from '../../konnector/recording-options.js'
import { maskAccount } from '../data/mask-account.js'
import { maskData, maskedTerminal } from '../../terminal/masked.js'
import { giveParameters } from './give-parameters.js'
import { followChanges, isNews } from './live-changes.js'
import { seedText } from './seed-text.js'
import { showSummary } from './show-summary.js'
import { showTraffic } from './show-traffic.js'
import type { Standalone } from './standalone.js'
import { standaloneAccount } from './standalone-account.js'
import { unlessAborted } from './unless-aborted.js'
import { writeFiles } from './write-files.js'

const ACT = 'run standalone'

export interface StandaloneKonnector extends Standalone {
  recording: Values<typeof RECORDING_OPTIONS>
}

/** The root of the Cozy, where the account says nothing else: `data/` then holds what the konnector saves. */
export const ROOT = 'io.cozy.files.root-dir'

/** Runs a konnector once on its fixture; what it writes is shown as it happens. No secret of its account is shown. */
export const standaloneKonnector = async (what: StandaloneKonnector, context: Context): Promise<ExitCode> => {
  const { job, fixture, out, all, json, recording } = what
  const { folder } = job
  const { cwd } = context
  // Before anything is written that is nobody else's business.
  await ensureIgnored(folder)
  const given = trafficOf(recording, { cwd, folder, act: ACT })
  const { config, accounts } = await standaloneAccount(job, {
    fixture,
    needed: given.mode !== 'replay',
    act: ACT,
    cwd
  })
  const manifest = await what.build()
  const slug = manifest.slug ?? ''
  const { secrets, names } = knownSecrets(config, manifest, accounts)
  const terminal = maskedTerminal(context.terminal, secrets)
  const harness = await createHarness({
    folder,
    ...(fixture === undefined ? {} : { fixture }),
    ...(json ? {} : { onRecord: showRecord(terminal, slug) }),
    modules: debugModules(context),
    traffic: {
      ...given,
      secrets,
      names,
      onUnknown: message => given.unknown !== 'bypass' && terminal.err(terminal.yellow(message))
    }
  })
  harness.stack.events.on('warning', line => terminal.err(line))
  try {
    await giveParameters(harness.instance, slug, config.COZY_PARAMETERS)
    if (!json)
      terminal.err(terminal.dim(`Running ${slug || 'the konnector'} on ${seedText(harness.fixture)}`))
    const changes = json ? undefined : await followChanges(harness, { terminal, all })
    const running = harness.run({ fields: { folder_to_save: ROOT } })
    const result = await unlessAborted(running, context).finally(() => changes?.stop())
    if (!result) return EXIT.failed
    const written = await writeFiles(harness.instance, result.files, out, secrets)
    const shown = withoutAccounts(result)
    const { error } = result.outcome
    const exchanges = harness.traffic?.exchanges() ?? []
    const kept =
      error === undefined
        ? undefined
        : await keepEvidence({ folder, error, exchanges, secrets }, { cwd, terminal })
    const traffic = await harness.traffic?.finish()
    if (json) {
      const answer = { ...shown, written, traffic, ...(kept && { evidence: kept }) }
      terminal.out(JSON.stringify(maskData(answer, secrets)))
    } else {
      showSummary(shown, written, { terminal, cwd, out })
      showTraffic(traffic, { terminal, cwd })
      if (error !== undefined && given.mode !== 'replay')
        hintRecording({ folder, error, exchanges }, terminal)
    }
    return result.outcome.state === 'done' ? EXIT.done : EXIT.failed
  } finally {
    await harness.close()
  }
}

/** An account holds cookies and tokens that the run itself has got: they are known by their names. */
const withoutAccounts = (result: RunResult): RunResult => ({
  ...result,
  changes: result.changes.filter(isNews).map(({ before, after, ...change }) => ({
    ...change,
    ...(before && { before: maskAccount(change.doctype, before) }),
    ...(after && { after: maskAccount(change.doctype, after) })
  }))
})
