import type { TrafficOptions } from '@cozy-jobs/fixtures'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Options, Values } from '../registry/command.js'
import { KONNECTOR_ERRORS } from './errors.js'

/** What is done with what a konnector asks of its provider. */
export const RECORDING_OPTIONS = {
  record: {
    type: 'boolean',
    group: 'The provider',
    describe: 'Write what the provider answers to a recording, secrets masked'
  },
  replay: {
    type: 'boolean',
    group: 'The provider',
    describe: 'Let the recording answer in place of the provider, with no network'
  },
  recording: {
    type: 'string',
    value: 'FILE',
    group: 'The provider',
    describe:
      'The recording, as HAR 1.2, ours or that of a browser (default: fixtures/provider.har in the folder; replayed where it is not there: fixtures/sample.har)'
  },
  unknown: {
    type: 'string',
    choices: ['error', 'warn', 'bypass'],
    default: 'error',
    group: 'The provider',
    describe: 'What becomes of a request that the recording lacks: error, or it goes to the provider'
  }
} as const satisfies Options

type Typed = Pick<Values<typeof RECORDING_OPTIONS>, 'record' | 'replay' | 'recording'> & { unknown: string }

/** The person's own recording, which git ignores; a generated konnector has an invented one until there is any. */
const ownRecording = (folder: string, replay: boolean | undefined): string => {
  const own = join(folder, 'fixtures/provider.har')
  const sample = join(folder, 'fixtures/sample.har')
  return replay && !existsSync(own) && existsSync(sample) ? sample : own
}

/** The traffic that these options ask for; without any of them it is observed, for the evidence of a failure. */
export const trafficOf = (
  { record, replay, recording, unknown }: Typed,
  { cwd, folder, act }: { cwd: string; folder: string; act: string }
): TrafficOptions => {
  if (record && replay) throw KONNECTOR_ERRORS.recordOrReplay(act)
  if (!record && !replay) return { mode: 'observe' }
  return {
    mode: record ? 'record' : 'replay',
    file: recording === undefined ? ownRecording(folder, replay) : resolve(cwd, recording),
    unknown: unknown as 'error' | 'warn' | 'bypass'
  }
}
