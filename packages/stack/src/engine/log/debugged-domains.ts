/** The instances of which the log shows everything for a while, whatever its level is. */
export class DebuggedDomains {
  readonly #until = new Map<string, Date>()

  add(domain: string, until: Date): void {
    this.#until.set(domain, until)
  }

  remove(domain: string): void {
    this.#until.delete(domain)
  }

  /** Until when; undefined where it is over, or never was. */
  until(domain: string, now: Date): Date | undefined {
    const until = this.#until.get(domain)
    if (until && until > now) return until
    this.#until.delete(domain)
    return undefined
  }
}
