/** Settled once all that was written to both outputs has left the process: only then may it end by itself. */
export const flushed = async (): Promise<void> => {
  const empty = (stream: NodeJS.WriteStream): Promise<void> =>
    new Promise(resolve => void stream.write('', () => resolve()))
  await Promise.all([empty(process.stdout), empty(process.stderr)])
}
