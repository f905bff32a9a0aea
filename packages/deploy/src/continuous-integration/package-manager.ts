import type { CiProject } from './project.js'

/** What a step types. */
export interface PackageManagerCommands {
  /** Installs exactly what the lock file says. */
  install: string
  /** Runs a script of `package.json`, with a flag for it. */
  run: (script: string, flag?: string) => string
  /** Runs a command that a dependency brings along; never fetches one. */
  exec: (command: string) => string
  lockFile: string
}

const COMMANDS: Record<CiProject['packageManager'], PackageManagerCommands> = {
  npm: {
    install: 'npm ci',
    run: (script, flag) =>
      `${script === 'test' ? 'npm test' : `npm run ${script}`}${flag ? ` -- ${flag}` : ''}`,
    exec: command => `npx --no-install ${command}`,
    lockFile: 'package-lock.json'
  },
  yarn: {
    install: 'yarn install --frozen-lockfile',
    run: (script, flag) => `yarn ${script}${flag ? ` ${flag}` : ''}`,
    exec: command => `yarn --silent ${command}`,
    lockFile: 'yarn.lock'
  }
}

export const commandsOf = ({ packageManager }: CiProject): PackageManagerCommands => COMMANDS[packageManager]

/** The scripts that must pass, in their order: `validate` looks into the build. */
export const CHECKS = ['lint', 'test', 'build', 'validate'] as const
