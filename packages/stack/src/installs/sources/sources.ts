import { INSTALL_ERRORS } from '../errors.js'
import { FolderSource } from './folder-source.js'
import type { GitSource } from './git-source.js'
import type { Environment } from './git-command.js'
import type { Source } from './source.js'

const GIT = ['git:', 'git+ssh:', 'ssh+git:', 'git+https:']
const HTTP = ['http:', 'https:']

/** The sources by the schemes of their addresses. What is remote is loaded with the first that is installed from it. */
export class Sources {
  readonly folders = new FolderSource()
  readonly #environment: Environment
  #git: GitSource | undefined

  constructor(environment: Environment) {
    this.#environment = environment
  }

  /** Throws 422 where the stack takes no such addresses. */
  check({ protocol }: URL): void {
    const isKnown = ['file:', 'registry:', ...GIT, ...HTTP].includes(protocol)
    if (!isKnown) throw INSTALL_ERRORS.unsupportedSource()
  }

  async of(url: URL): Promise<Source> {
    this.check(url)
    if (url.protocol === 'file:') return this.folders
    if (HTTP.includes(url.protocol)) return new (await import('./http-source.js')).HttpSource()
    if (url.protocol === 'registry:') return new (await import('./registry-source.js')).RegistrySource()
    const { GitSource } = await import('./git-source.js')
    return (this.#git ??= new GitSource({ environment: this.#environment }))
  }
}
