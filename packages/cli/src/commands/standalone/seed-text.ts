import type { Fixture } from '@cozy-jobs/fixtures'

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`

/** What a Cozy holds at the start: `2 documents and 1 file`. */
export const seedText = ({ documents: byDoctype, files }: Fixture): string => {
  const documents = Object.values(byDoctype).reduce((sum, list) => sum + list.length, 0)
  const holds = [
    ...(documents > 0 ? [counted(documents, 'document')] : []),
    ...(files.length > 0 ? [counted(files.length, 'file')] : [])
  ]
  return holds.join(' and ') || 'an empty Cozy'
}
