import type { GeneratorSpec } from './questions/generator.js'

/** A generator that can be started by its name. */
export interface Listed {
  name: string
  summary: string
  /** Loaded only when it is wanted. */
  load: () => Promise<GeneratorSpec<never>>
}

// A spec checks its own answers: from here on nobody needs to know their type.
const spec = (loaded: unknown): GeneratorSpec<never> => loaded as GeneratorSpec<never>

/** All generators, in the order of the menu. */
export const GENERATORS: readonly Listed[] = [
  {
    name: 'workspace',
    summary: 'Makes a whole workspace for many jobs, with Nx and npm workspaces',
    load: async () => spec((await import('./workspace/generator.js')).workspaceGenerator)
  },
  {
    name: 'service',
    summary: 'Makes a service: a program that runs on an event, a date or a webhook',
    load: async () => spec((await import('./service/generator.js')).serviceGenerator)
  },
  {
    name: 'konnector',
    summary: "Makes a konnector: a program that fetches its owner's data from a provider",
    load: async () => spec((await import('./konnector/generator.js')).konnectorGenerator)
  },
  {
    name: 'ci',
    summary: 'Makes the files of continuous integration: GitHub Actions, Travis, or both',
    load: async () => spec((await import('./ci/generator.js')).ciGenerator)
  },
  {
    name: 'update',
    summary: 'Brings a generated project to the templates of today; what you have changed stays',
    load: async () => spec((await import('./update/generator.js')).updateGenerator)
  }
]
