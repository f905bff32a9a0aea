const PATTERNS: readonly (readonly [RegExp, (found: RegExpExecArray) => string])[] = [
  [/^(?:iPhone|iPad|iPod).*?(CPU[^;]*)/, found => found[1]!],
  [/(Android[^;]*)/, found => found[1]!.trim()],
  [/(CrOS[^;]*)/, found => found[1]!.trim()],
  [/(Intel Mac OS X[^;]*)/, found => found[1]!.trim()],
  [/Windows NT 10\.0/, () => 'Windows 10'],
  [/Windows NT 6\.3/, () => 'Windows 8.1'],
  [/Windows NT 6\.1/, () => 'Windows 7'],
  [/(Windows[^;]*)/, found => found[1]!.trim()],
  [/(Linux[^;]*)/, found => found[1]!.trim()]
]

/** The operating system that a browser names, as far as the real stack's words for it are known; '' for none. */
export const clientOs = (userAgent: string): string => {
  const [, comment = ''] = /^Mozilla\/[^ ]* \(([^)]*)\)/.exec(userAgent) ?? []
  for (const [pattern, nameOf] of PATTERNS) {
    const found = pattern.exec(comment)
    if (found) return nameOf(found)
  }
  return ''
}
