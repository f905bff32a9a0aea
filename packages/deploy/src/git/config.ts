import { git, type GitPlace } from './run-git.js'

/** The configuration of git, of all its files, in their order. A name may stand there several times. */
export type GitConfig = readonly (readonly [name: string, value: string])[]

/** All that git has been told for a repository: by the system, by its user, by itself and by the environment. */
export const readConfig = async (place: GitPlace): Promise<GitConfig> => {
  const bytes = await git(['config', '--list', '-z', '--includes'], place)
  const list = Buffer.from(bytes, 'latin1').toString('utf8')
  return list
    .split('\0')
    .filter(Boolean)
    .map(entry => {
      const end = entry.indexOf('\n')
      // A name alone is how git writes "true".
      return end === -1 ? ([entry, 'true'] as const) : ([entry.slice(0, end), entry.slice(end + 1)] as const)
    })
}

/** The last value of a name, which is the one that counts. Section and key are in small letters. */
export const valueOf = (config: GitConfig, name: string): string | undefined =>
  config.findLast(([key]) => key === name)?.[1]

/** A configuration as variables of the environment, where no list of processes shows it. */
export const configInEnvironment = (config: GitConfig): Record<string, string> => ({
  GIT_CONFIG_COUNT: String(config.length),
  ...Object.fromEntries(
    config.flatMap(([name, value], index) => [
      [`GIT_CONFIG_KEY_${index}`, name],
      [`GIT_CONFIG_VALUE_${index}`, value]
    ])
  )
})
