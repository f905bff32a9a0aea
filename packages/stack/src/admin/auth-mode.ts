/** How an owner proves who they are, as it is written and as it is stored. */
const MODES: Readonly<Record<string, number>> = { basic: 0, two_factor_mail: 1, two_factor_oidc: 2 }

/** Undefined for a mode that is none. */
export const authModeOf = (text: string): number | undefined =>
  Object.hasOwn(MODES, text) ? MODES[text] : undefined
