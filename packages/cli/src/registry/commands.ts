import { CLOCK_COMMANDS } from '../commands/clock/command.js'
import { completionCommand } from '../commands/completion/command.js'
import { buildCommand, watchCommand } from '../commands/build/command.js'
import { deployCommand } from '../commands/deploy/command.js'
import { devCommand } from '../commands/dev/command.js'
import { DATA_COMMANDS } from '../commands/data/command.js'
import { doctorCommand } from '../commands/doctor/command.js'
import { FILES_COMMANDS } from '../commands/files/command.js'
import { helpCommand } from '../commands/help/command.js'
import { INSTANCE_COMMANDS } from '../commands/instances/command.js'
import { installCommands } from '../commands/installs/command.js'
import { JOBS_COMMANDS } from '../commands/jobs/command.js'
import { LOGIN_COMMANDS } from '../commands/login/command.js'
import { publishCommand } from '../commands/publish/command.js'
import { runCommand } from '../commands/run/command.js'
import { OLD_NAMES } from '../commands/old-names/command.js'
import { initConfigCommand } from '../commands/init-config/command.js'
import { shellCommand } from '../commands/shell/command.js'
import { stackCommand } from '../commands/stack/command.js'
import { standaloneCommand } from '../commands/standalone/command.js'
import { startCommand } from '../commands/start/command.js'
import { tokenCommand } from '../commands/token/command.js'
import { TRIGGER_COMMANDS } from '../commands/triggers/command.js'
import { lintCommand, testCommand } from '../commands/tools/command.js'
import { validateCommand } from '../commands/validate/command.js'
import type { Command } from './command.js'

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  standaloneCommand,
  devCommand,
  buildCommand,
  watchCommand,
  validateCommand,
  doctorCommand,
  runCommand,
  startCommand,
  shellCommand,
  initConfigCommand,
  testCommand,
  lintCommand,
  deployCommand,
  publishCommand,
  stackCommand,
  tokenCommand,
  ...INSTANCE_COMMANDS,
  ...CLOCK_COMMANDS,
  ...installCommands('apps'),
  ...installCommands('konnectors'),
  ...LOGIN_COMMANDS,
  ...DATA_COMMANDS,
  ...FILES_COMMANDS,
  ...JOBS_COMMANDS,
  ...TRIGGER_COMMANDS,
  helpCommand,
  completionCommand
]

/** The documented names of older tools: bins of their own. */
export const ALIASES: readonly Command[] = OLD_NAMES
