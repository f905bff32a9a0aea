const REASONS: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'nobody knows that host',
  ECONNRESET: 'the connection was cut off',
  UND_ERR_SOCKET: 'the connection was cut off',
  Z_DATA_ERROR: 'it is not gzipped',
  Z_BUF_ERROR: 'it is cut off'
}

/** Why something on the network came to nothing, as a clause. */
export const reasonOf = (error: unknown): string => {
  const { name, message = 'it is not known why', cause } = error as Partial<Error>
  if (name === 'TimeoutError') return 'it took too long'
  if (name === 'AbortError') return 'it was interrupted'
  const { code } = (cause ?? error) as NodeJS.ErrnoException
  const words = (cause as Partial<Error> | undefined)?.message ?? message
  return REASONS[code ?? ''] ?? code ?? words.replace(/\.$/, '')
}
