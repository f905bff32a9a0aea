/** The lines of a log as texts that can be compared: without times, ports and ids, which are others in each run. */
export const logLines = (lines, { site, cozy }) =>
  lines.flatMap(line => {
    try {
      const { type, message, label, namespace, no_retry: noRetry } = JSON.parse(line)
      const text = typeof message === 'string' ? message : JSON.stringify(message)
      const shown = [type, namespace, label, text, noRetry && 'no_retry'].filter(
        part => part !== undefined && part !== '' && part !== false
      )
      return [
        shown
          .join(' | ')
          .replaceAll(site, 'SITE')
          .replaceAll(cozy, 'COZY')
          .replace(/\b[0-9a-f]{32}\b/g, 'ID')
          .replace(/-?\d+s timeout/, 'Ns timeout')
      ]
    } catch {
      return []
    }
  })
