/** One action, by the commit of a release: a tag can be moved, a commit cannot. */
interface PinnedAction {
  name: string
  commit: string
  /** The release that the commit is, for the reader and for tools that update it. */
  version: string
}

const CHECKOUT: PinnedAction = {
  name: 'actions/checkout',
  commit: '3d3c42e5aac5ba805825da76410c181273ba90b1',
  version: 'v7.0.1'
}

const SETUP_NODE: PinnedAction = {
  name: 'actions/setup-node',
  commit: '820762786026740c76f36085b0efc47a31fe5020',
  version: 'v7.0.0'
}

const line = ({ name, commit, version }: PinnedAction): string => `uses: ${name}@${commit} # ${version}`

/** The `uses:` lines of a workflow. */
export const USES = { checkout: line(CHECKOUT), setupNode: line(SETUP_NODE) } as const
