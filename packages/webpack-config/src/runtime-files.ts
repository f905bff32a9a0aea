import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** A committed JavaScript file that goes into bundles or into webpack, not through the compiler. */
export const runtimeFile = (name: string): string =>
  fileURLToPath(new URL(`../runtime/${name}`, import.meta.url))

/**
 * Whether this package stands in its workspace, where `@cozy-jobs/*` have sources. There a bundle is made of the
 * sources, so that it never holds yesterday's `dist`; a published package has `dist` alone.
 */
export const inWorkspace = (): boolean => existsSync(new URL('../src/index.ts', import.meta.url))
