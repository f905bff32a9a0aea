import { createMasker, secretsOf, type Masker } from '@cozy-jobs/logging'
import type { JobDoc } from '../api.js'
import { decodeJson } from '../jobs/encoded-json.js'
import type { RunInput } from './api.js'

/** Characters of an event or payload that are kept; a larger one can't be run again from here. */
const LARGEST = 256 * 1024

/** Characters of a variable that are kept: what is long stands in the input already. */
const LONGEST_VARIABLE = 2000

const textOf = (base64: string | null | undefined): string =>
  base64 ? Buffer.from(base64, 'base64').toString('utf8') : ''

/** A copy with each text masked. */
const masked = (value: unknown, mask: Masker): unknown =>
  JSON.parse(JSON.stringify(value ?? null), (_name, item: unknown) =>
    typeof item === 'string' ? mask(item) : item
  )

/** The event of a job, undefined for none. */
export const eventOf = ({ event }: JobDoc): Record<string, unknown> | undefined => {
  const decoded = decodeJson(event)
  return typeof decoded === 'object' && decoded !== null ? (decoded as Record<string, unknown>) : undefined
}

/** The values that a job was given under the name of a secret. */
const inputSecrets = (job: JobDoc): string[] =>
  [job.message, eventOf(job), decodeJson(job.payload)].flatMap(value =>
    typeof value === 'object' && value !== null ? secretsOf(JSON.stringify(value)) : []
  )

/** What hides them, and some more. */
export const inputMasker = (job: JobDoc, secrets: readonly string[] = []): Masker =>
  createMasker([...secrets, ...inputSecrets(job)])

/** What a job was given, as it may be kept. */
export const inputOf = (job: JobDoc): RunInput => {
  const event = eventOf(job)
  const payload = textOf(job.payload)
  const tooLarge = (job.event?.length ?? 0) + payload.length > LARGEST
  const kept: RunInput = {
    message: job.message ?? null,
    ...(event && !tooLarge && { event: changeOf(event) }),
    ...(payload !== '' && !tooLarge && { payload }),
    ...(job.options && { options: job.options }),
    ...(job.manual_execution && { manual: true }),
    ...(tooLarge && { changed: 'too_large' })
  }
  const secrets = inputSecrets(job)
  if (secrets.length === 0) return kept
  const shown = masked(kept, createMasker(secrets)) as RunInput
  if (tooLarge || JSON.stringify(shown) === JSON.stringify(kept)) return shown
  return { ...shown, changed: 'masked' }
}

const changeOf = ({ verb, doc, old }: Record<string, unknown>): Record<string, unknown> => ({
  verb,
  doc,
  ...(old !== undefined && { old })
})

/** Variables as they may be kept: masked, and cut where they are long. */
export const shownVariables = (
  environment: Readonly<Record<string, string>>,
  mask: Masker
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).map(([name, value]) => {
      // Before it is cut: no half of a secret is left.
      const shown = mask(value)
      return [name, shown.length > LONGEST_VARIABLE ? `${shown.slice(0, LONGEST_VARIABLE)}…` : shown]
    })
  )
