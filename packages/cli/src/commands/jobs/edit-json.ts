import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Context } from '../../context.js'
import { ERRORS } from '../../errors.js'

const editorOf = (env: Context['env']): string[] =>
  (env['VISUAL'] || env['EDITOR'] || 'vi').split(' ').filter(Boolean)

/** Lets the person change an object in their editor; the file is theirs alone, and gone afterwards. */
export const editJson = async (
  value: unknown,
  act: string,
  { env, cwd, signal }: Pick<Context, 'env' | 'cwd' | 'signal'>
): Promise<unknown> => {
  const [editor = 'vi', ...args] = editorOf(env)
  const folder = await mkdtemp(join(tmpdir(), 'cozy-jobs-edit-'))
  const file = join(folder, 'input.json')
  try {
    await writeFile(file, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
    const child = spawn(editor, [...args, file], { cwd, env: { ...env }, stdio: 'inherit', signal })
    const [code, killed] = (await once(child, 'exit').catch(() => [])) as [(number | null)?, string?]
    if (code === undefined) {
      throw ERRORS.refused(
        act,
        `the editor ${editor} could not be started`,
        'Set EDITOR to one that is there.'
      )
    }
    if (code !== 0) throw ERRORS.refused(act, `the editor ended with ${code ?? killed}`, 'Nothing was run.')
    const edited = JSON.parse(await readFile(file, 'utf8')) as unknown
    if (typeof edited !== 'object' || edited === null || Array.isArray(edited)) {
      throw ERRORS.refused(act, 'what was written is no JSON object', 'Nothing was run.')
    }
    return edited
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw ERRORS.refused(act, 'the editor left no file', 'Nothing was run.')
    }
    if (!(error instanceof SyntaxError)) throw error
    throw ERRORS.refused(act, `what was written is no JSON: ${error.message}`, 'Nothing was run.')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
