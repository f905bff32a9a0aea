/**
 * Says what the real stack takes in silence though it is surely a mistake, such as `"debounce": "@3m"`. The checker is
 * loaded with the first installation: the start of a stack shall not wait for it.
 */
export const warnOfManifest = async (
  file: string,
  text: string,
  warn: (text: string) => void
): Promise<void> => {
  const { checkManifest } = await import('@cozy-jobs/manifest')
  for (const { severity, line, column, message, advice } of checkManifest({ text, file })) {
    if (severity === 'warning') warn(`${file}:${line}:${column}: ${message} ${advice}`)
  }
}
