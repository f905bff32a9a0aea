/** Where a JSON text goes wrong, from 1, and how. Undefined where it does not. */
export const jsonProblem = async (
  text: string
): Promise<{ line: number; column: number; why: string } | undefined> => {
  const { parseTree, printParseErrorCode } = await import('jsonc-parser')
  const errors: Parameters<typeof parseTree>[1] = []
  parseTree(text, errors, { disallowComments: true })
  const [first] = errors
  if (!first) return text.trim() === '' ? { line: 1, column: 1, why: 'it is empty' } : undefined
  const before = text.slice(0, first.offset).split('\n')
  const why = printParseErrorCode(first.error)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, why }
}
