/** A refusal in words for the person: *Failed to X: why. What to do.* Nothing has been written. */
export class GeneratorError extends Error {
  override readonly name = 'GeneratorError'
  /** 1: it could not be done; 2: it was asked for wrongly; 130: the person stopped it. */
  readonly exitCode: 1 | 2 | 130

  constructor(message: string, exitCode: 1 | 2 | 130 = 1) {
    super(message)
    this.exitCode = exitCode
  }
}
