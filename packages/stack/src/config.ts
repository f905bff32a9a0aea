/** What a cozy.yaml sets beyond addresses and folders. Every member has a default in `DEFAULT_CONFIG`. */
export interface StackConfig {
  /** `contexts` of cozy.yaml as they stand, by name. An instance says which one is its own. */
  contexts: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** Addresses of registries by context, asked in their order; `default` serves the contexts without an entry. */
  registries: Readonly<Record<string, readonly string[]>>
  /** `drive.cozy.localhost` where nested, `cozy-drive.localhost` where flat. */
  subdomains: 'nested' | 'flat'
  /** What pages may load besides, by directive without `-src`: `csp_allowlist` of cozy.yaml. */
  cspAllowlist: Readonly<Record<string, string>>
  /** `disable_csp` of cozy.yaml. */
  disableCsp: boolean
}

export const DEFAULT_CONFIG: StackConfig = {
  contexts: {},
  registries: { default: [] },
  subdomains: 'nested',
  cspAllowlist: {},
  disableCsp: false
}
