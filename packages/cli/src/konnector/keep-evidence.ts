import { createEvidence, type Exchange } from '@cozy-jobs/fixtures'
import { join, relative } from 'node:path'
import type { Context } from '../context.js'

/** A run that has failed. */
export interface FailedRun {
  /** Of the konnector. */
  folder: string
  /** What the stack stores as its error. */
  error: string
  /** Masked. */
  exchanges: readonly Exchange[]
  secrets: readonly string[]
}

/**
 * Keeps the last page of the provider with its request and a picture, and tells where; nothing where the provider was
 * not asked.
 */
export const keepEvidence = async (
  { folder, error, exchanges, secrets }: FailedRun,
  { cwd, terminal }: Pick<Context, 'cwd' | 'terminal'>
): Promise<string | undefined> => {
  const evidence = createEvidence({ folder: join(folder, 'evidence'), secrets })
  // Of an error that is no code its first words name the kind.
  const kind = /^[A-Z][A-Z_.]+/.exec(error)?.[0] ?? error.split(/[:\n]/)[0] ?? 'error'
  const kept = await evidence.keep(kind, exchanges)
  if (!kept) return undefined
  const shown = relative(cwd, kept.path) || '.'
  const picture = kept.screenshot === undefined ? `no picture: ${kept.why}` : 'with a picture'
  terminal.err(terminal.dim(`What the provider answered last is kept in ${shown} (${picture}).`))
  return kept.path
}
