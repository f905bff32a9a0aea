/** Flags of yo itself, which a generator has nothing to do with. */
const OF_YO =
  /^--(no-)?(force|skip-install|skip-cache|ask-answered|local-only|debug|insight|color|generators)$/

/**
 * The words that yo was given for one generator: those after its name. yo itself would make a number of `007`.
 *
 * @param argv of the process
 * @returns undefined where it was not started by its name, but from a menu or by another program
 */
export const wordsFor = (name: string, argv: readonly string[]): string[] | undefined => {
  const namespaces = name === 'app' ? ['cozy', 'cozy:app'] : [`cozy:${name}`]
  const at = argv.findIndex(word => namespaces.includes(word.replace(/^generator-/, '')))
  return at === -1 ? undefined : argv.slice(at + 1).filter(word => !OF_YO.test(word))
}
