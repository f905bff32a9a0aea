import { createMasker } from '@cozy-jobs/logging'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Environment } from '../../context.js'
import { configFolder } from '../../oauth/config-folder.js'

const LONGEST = 500

/** A line that names a secret is likely to hold one. */
const NAMES_A_SECRET =
  /(passw|pwd|mdp|secret|token|otp|pin\b|cvv|api.?key|credential|authorization|bearer|cookie|session|\bcode\b)[\w'"\]]*\s*(:|=(?!=)|,|\()\s*['"`\d]|\b(bearer|basic)\s+[\w+/=.-]{6,}|:\/\/[^\s/@'"]*:[^\s/@'"]+@|[?&](\w*(token|key|secret|code|password))=/i

/** What was typed before, for its user alone; undefined where the environment names no home. */
export const openHistory = (env: Environment, secrets: readonly string[]) => {
  const folder = configFolder(env)
  const file = folder && join(folder, 'shell-history')
  const mask = createMasker(secrets)
  const isKept = (line: string): boolean =>
    line.trim() !== '' && !NAMES_A_SECRET.test(line) && mask(line) === line
  const read = async (): Promise<string[]> => {
    const text = file === undefined ? '' : await readFile(file, 'utf8').catch(() => '')
    return text.split('\n').filter(Boolean)
  }
  return {
    /** The oldest first. */
    read,
    /** Adds lines; those that may hold a secret are left out. */
    async add(lines: readonly string[]): Promise<void> {
      const kept = lines.filter(isKept)
      if (file === undefined || kept.length === 0) return
      const all = [...(await read()), ...kept].slice(-LONGEST)
      await mkdir(dirname(file), { recursive: true, mode: 0o700 })
      const aside = `${file}.${process.pid}`
      await writeFile(aside, `${all.join('\n')}\n`, { mode: 0o600 })
      await rename(aside, file)
    }
  }
}
