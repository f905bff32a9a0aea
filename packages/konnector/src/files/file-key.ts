import get from 'lodash/get.js'

/** What a file is known by, in its `metadata.fileIdAttributes`. The order in which the attributes are named is no matter. */
export const fileKeyOf = (entry: object, attributes: readonly string[]): string =>
  [...attributes]
    .sort()
    .map(path => {
      const value: unknown = get(entry, path)
      // As Array.join has it.
      return value === undefined || value === null ? '' : `${value as string | number}`
    })
    .join('####')
