import { existsSync, lstatSync } from 'node:fs'
import { join } from 'node:path'
import type { NxJsonConfiguration } from 'nx/src/config/nx-json'

/** Some of what makes a target run again, as Nx takes it. */
export type Input = string | { externalDependencies: string[] }

// What turns sources into a bundle, and the packages through which a project elsewhere gets it.
const TOOLS = [
  'webpack',
  'swc-loader',
  '@swc/core',
  'minimizer-webpack-plugin',
  '@cozy-jobs/cli',
  '@cozy-jobs/webpack-config'
]

const isInstalled = (workspaceRoot: string, name: string): boolean => {
  const path = join(workspaceRoot, 'node_modules', name)
  // A linked one is a project of the workspace: its sources count, by `^production`.
  return existsSync(path) && !lstatSync(path).isSymbolicLink()
}

// Where Nx has the versions of installed packages from.
const LOCK_FILES = ['package-lock.json', 'yarn.lock', 'pnpm-lock.yaml', 'bun.lock', 'bun.lockb']

/** The installed packages among the named ones: Nx refuses to hash one that it does not know. */
export const externalInput = (workspaceRoot: string, names: readonly string[]): Input[] => {
  const isLocked = LOCK_FILES.some(name => existsSync(join(workspaceRoot, name)))
  const externalDependencies = isLocked ? names.filter(name => isInstalled(workspaceRoot, name)) : []
  return externalDependencies.length > 0 ? [{ externalDependencies }] : []
}

const NOT_IN_A_BUILD = ['**/*.test.*', '**/*.md', '{build,dist,coverage,data}/**/*']

/** What a bundle is made of: the job without its tests and texts, what it imports, and the tools. */
export const buildInputs = (workspaceRoot: string, { namedInputs = {} }: NxJsonConfiguration): Input[] => [
  'default',
  ...NOT_IN_A_BUILD.map(pattern => `!{projectRoot}/${pattern}`),
  namedInputs['production'] ? '^production' : '^default',
  ...(existsSync(join(workspaceRoot, 'tsconfig.base.json')) ? ['{workspaceRoot}/tsconfig.base.json'] : []),
  ...externalInput(workspaceRoot, TOOLS)
]

/** What a check of the sources reads: everything of the job but texts, what it imports, and the configuration of the tool. */
export const checkInputs = (
  workspaceRoot: string,
  { namedInputs = {} }: NxJsonConfiguration,
  { configs, tools }: { configs: string; tools: readonly string[] }
): Input[] => [
  'default',
  '!{projectRoot}/**/*.md',
  '!{projectRoot}/{build,dist,coverage,data}/**/*',
  namedInputs['production'] ? '^production' : '^default',
  `{workspaceRoot}/${configs}`,
  `{workspaceRoot}/tsconfig*.json`,
  ...externalInput(workspaceRoot, tools)
]
