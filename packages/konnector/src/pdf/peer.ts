/** What is said where a library is missing that the konnector itself has to bring along. */
export const missingPeer = (name: string, act: string, cause: unknown): Error =>
  new Error(
    `Failed to ${act}: the library ${name} is not there. Add it to the konnector: npm install ${name}`,
    {
      cause
    }
  )
