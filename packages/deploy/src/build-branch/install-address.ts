/** Where what was deployed is found, by a stack and by a person. */
export interface InstallAddress {
  /** What a stack takes as its source; undefined for a folder, which stacks don't reach. */
  source?: string
  /** The page of the branch, where the site is known to have one. */
  page?: string
}

// "host:path", as ssh and scp take it; what begins like a URL or a path is none.
const SCP = /^(?:([^@/:]+)@)?([^/:]{2,}):(?!\/\/)(.+)$/

const asUrl = (remote: string): URL | undefined => {
  const scp = SCP.exec(remote)
  const address = scp ? `ssh://${scp[1] ? `${scp[1]}@` : ''}${scp[2]}/${scp[3]?.replace(/^\/+/, '')}` : remote
  return URL.canParse(address) ? new URL(address) : undefined
}

/** Asked over HTTPS by the real stack, whatever the address says. */
const isGithub = ({ hostname }: URL): boolean => hostname === 'github.com' || hostname === 'ssh.github.com'

/**
 * The address to install a branch of a remote from: `git://` where a site is read by everybody that way, else the
 * protocol of the remote.
 *
 * @example
 * installAddress('git@github.com:konnectors/hello.git', 'build').source
 * // 'git://github.com/konnectors/hello.git#build'
 */
export const installAddress = (remote: string, branch: string): InstallAddress => {
  const url = asUrl(remote)
  if (!url || url.hostname === '') return {}
  const fragment = `#${encodeURI(branch).replace(/#/g, '%23')}`
  if (isGithub(url)) {
    const path = url.pathname.replace(/\/$/, '').replace(/(\.git)?$/, '')
    return {
      source: `git://github.com${path}.git${fragment}`,
      page: `https://github.com${path}/tree/${encodeURI(branch)}`
    }
  }
  const scheme = { 'git:': 'git', 'https:': 'git+https', 'ssh:': 'git+ssh', 'git+ssh:': 'git+ssh' }[
    url.protocol
  ]
  if (scheme === undefined) return {}
  const user = scheme === 'git+ssh' && url.username ? `${url.username}@` : ''
  return { source: `${scheme}://${user}${url.host}${url.pathname}${fragment}` }
}
