import { chmodSync, lstatSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { GeneratorError } from '../errors.js'
import { existingFolder } from './existing-folder.js'
import { heedingSignals, type SignalSource } from './interrupt.js'
import type { Plan, Tree } from './plan.js'
import { removeEmptyFolders } from './remove-empty-folders.js'
import { clearDeadStages, openStage, writeTree } from './stage.js'
import { createJournal, type Journal } from './undo.js'
import { stoppedError, writeError } from './write-errors.js'

const isThere = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined

const mustBeAbsent = (act: string, path: string): void => {
  if (!isThere(path)) return
  throw new GeneratorError(
    `Failed to ${act}: ${path} is there already. Move it away or choose another name. Nothing was written.`
  )
}

const mustBeAsBefore = (act: string, path: string, before: string | Uint8Array): void => {
  if (isThere(path) && readFileSync(path).equals(Buffer.from(before))) return
  throw new GeneratorError(
    `Failed to ${act}: ${path} has been changed meanwhile. Start again. Nothing was written.`
  )
}

const commit = (
  act: string,
  { folder, files, changes = {}, removals = {} }: Plan,
  stage: string
): Journal => {
  const at = (path: string): string => join(folder, path)
  const written = (path: string): string => join(stage, 'new', path)
  const kept = (path: string): string => join(stage, 'old', path)
  for (const path of Object.keys(files)) mustBeAbsent(act, at(path))
  const old = Object.entries({ ...changes, ...removals })
  for (const [path, { before }] of old) mustBeAsBefore(act, at(path), before)

  const journal = createJournal()
  try {
    if (!isThere(folder)) {
      journal.makeFolder(dirname(folder))
      journal.rename(join(stage, 'new'), folder)
      return journal
    }
    const changed = Object.keys(changes)
    for (const path of changed) chmodSync(written(path), statSync(at(path)).mode)
    // A link stays a link: what it leads to is changed.
    const target = (path: string): string => (path in changes ? realpathSync(at(path)) : at(path))
    const targets = Object.fromEntries(old.map(([path]) => [path, target(path)]))
    for (const [path, from] of Object.entries(targets)) {
      journal.makeFolder(dirname(kept(path)))
      journal.rename(from, kept(path))
    }
    for (const path of [...Object.keys(files), ...changed]) {
      const to = targets[path] ?? at(path)
      journal.makeFolder(dirname(to))
      journal.rename(written(path), to)
    }
    return journal
  } catch (error) {
    journal.undo()
    throw error
  }
}

/**
 * Does what a plan says, or nothing: files are written into a hidden folder beside their places and then moved. A full
 * disk, a signal, a file that turned up meanwhile: the tree stays as it was.
 *
 * @param act what was wanted, for the message: `make the service`
 * @throws GeneratorError
 */
export const writePlan = async (plan: Plan, act: string, signals: SignalSource): Promise<void> => {
  const beside = existingFolder(plan.folder)
  await heedingSignals(signals, async stopped => {
    const checkpoint = (): void => {
      if (stopped()) throw stoppedError(act)
    }
    let stage: string | undefined
    try {
      await clearDeadStages(beside)
      stage = await openStage(beside)
      const changed: Tree = Object.fromEntries(
        Object.entries(plan.changes ?? {}).map(([path, { after }]) => [path, after])
      )
      await mkdir(join(stage, 'new'))
      await writeTree(join(stage, 'new'), plan.files, checkpoint)
      await writeTree(join(stage, 'new'), changed, checkpoint)
      commit(act, plan, stage)
      removeEmptyFolders(plan.folder, Object.keys(plan.removals ?? {}))
    } catch (error) {
      throw writeError(act, error, plan.folder)
    } finally {
      if (stage !== undefined) await rm(stage, { recursive: true, force: true }).catch(() => undefined)
    }
  })
}
