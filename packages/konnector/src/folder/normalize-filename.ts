const REFUSED = /[<>:"/\\|?*\0\s]+/g

/**
 * A name that every system and the Cozy take: `<>:"/\|?*`, NUL, tabs, line ends and rows of spaces become one space.
 *
 * @param extension with its dot or without
 * @throws Error where nothing of the name is left
 * @example normalizeFilename('*foo/bar: <baz> \\"qux"\t???', '.txt') // 'foo bar baz qux.txt'
 */
export const normalizeFilename = (basename: string, extension = ''): string => {
  const name = basename.replace(REFUSED, ' ').trim()
  if (name === '') {
    throw new Error(
      `Failed to make a file name: ${JSON.stringify(basename)} has no character that a name may have. Give another one.`
    )
  }
  return extension === '' || extension.startsWith('.') ? name + extension : `${name}.${extension}`
}
